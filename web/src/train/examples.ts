export interface Example {
  readonly file: string;
  readonly title: string;
  readonly text: string;
  readonly target: string;
}

/** Served by the app itself, under /examples. */
export const EXAMPLES: readonly Example[] = [
  {
    file: 'iris.csv',
    title: 'Iris',
    text: 'Three species of flowers, from four measurements. 150 rows.',
    target: 'species',
  },
  {
    file: 'titanic.csv',
    title: 'Titanic',
    text: 'Who survived. 891 rows with missing values, and a column that leaks the answer.',
    target: 'survived',
  },
  {
    file: 'mpg.csv',
    title: 'Fuel economy',
    text: 'Miles per gallon of cars of the seventies: a number. 398 rows.',
    target: 'mpg',
  },
  {
    file: 'penguins.csv',
    title: 'Penguins',
    text: 'Three species of Antarctic penguins, by island and size. 344 rows.',
    target: 'species',
  },
];
