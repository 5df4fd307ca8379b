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
    text: 'Which of three species a flower is, from four measurements. 150 rows.',
    target: 'species',
  },
  {
    file: 'titanic.csv',
    title: 'Titanic',
    text: 'Who survived. 891 rows, with gaps, and a column that gives the answer away.',
    target: 'survived',
  },
  {
    file: 'mpg.csv',
    title: 'Fuel economy',
    text: 'How far a car of the seventies goes on a gallon: a number. 398 rows.',
    target: 'mpg',
  },
  {
    file: 'penguins.csv',
    title: 'Penguins',
    text: 'Three species of Antarctic penguins, by island and size. 344 rows.',
    target: 'species',
  },
];
