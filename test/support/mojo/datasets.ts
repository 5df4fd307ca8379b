import { readFileSync } from 'node:fs';
import { seeded } from './random.js';
import { fromCsv, type Table, type TableColumn } from './table.js';

export type ProblemKind = 'binary' | 'multiclass' | 'regression';

export interface Dataset {
  readonly name: string;
  readonly kind: ProblemKind;
  readonly response: string;
  readonly table: Table;
  /** A column of weights, some of them 0. */
  readonly weights?: string;
}

const N = 'NUMERIC';
const C = 'CATEGORICAL';

function fixture(file: string, types: Readonly<Record<string, TableColumn['type']>>): Table {
  return fromCsv(readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), 'utf8'), types);
}

const penguin = {
  bill_length_mm: N,
  bill_depth_mm: N,
  flipper_length_mm: N,
  body_mass_g: N,
  sex: C,
  island: C,
} as const;
const passenger = {
  pclass: N,
  sex: C,
  age: N,
  sibsp: N,
  parch: N,
  fare: N,
  embarked: C,
  class: C,
  who: C,
  deck: C,
  alone: C,
} as const;
const car = {
  cylinders: N,
  displacement: N,
  horsepower: N,
  weight: N,
  acceleration: N,
  model_year: N,
  origin: C,
} as const;
const stone = { carat: N, cut: C, color: C, clarity: C, depth: N, table: N, x: N, y: N, z: N } as const;
const ride = {
  pickup: 'TIME',
  dropoff: 'TIME',
  passengers: N,
  distance: N,
  tip: N,
  tolls: N,
  color: C,
  payment: C,
  pickup_zone: C,
  dropoff_zone: C,
  pickup_borough: C,
} as const;

/** Read at each call: they are too big to be kept. */
export const datasets = {
  iris: (): Dataset => ({
    name: 'iris',
    kind: 'multiclass',
    response: 'species',
    table: fixture('iris.csv', {
      sepal_length: N,
      sepal_width: N,
      petal_length: N,
      petal_width: N,
      species: C,
    }),
  }),
  penguins: (): Dataset => ({
    name: 'penguins',
    kind: 'multiclass',
    response: 'species',
    table: fixture('penguins.csv', { species: C, ...penguin }),
  }),
  titanic: (): Dataset => ({
    name: 'titanic',
    kind: 'binary',
    response: 'survived',
    table: fixture('titanic.csv', { survived: C, ...passenger }),
  }),
  /** Whether they survived as a number, as a quasi-binomial model takes it. */
  titanicAsNumber: (): Dataset => ({
    name: 'titanic, response as a number',
    kind: 'binary',
    response: 'survived',
    table: fixture('titanic.csv', { survived: N, ...passenger }),
  }),
  mpg: (): Dataset => ({
    name: 'mpg',
    kind: 'regression',
    response: 'mpg',
    table: fixture('mpg.csv', { mpg: N, ...car }),
  }),
  /** Names of cars: nearly one a row. */
  mpgByName: (): Dataset => ({
    name: 'mpg with names',
    kind: 'regression',
    response: 'mpg',
    table: fixture('mpg.csv', { mpg: N, ...car, name: C }),
  }),
  /** Times, and some 200 zones. */
  taxis: (): Dataset => ({
    name: 'taxis',
    kind: 'regression',
    response: 'fare',
    table: fixture('taxis-1000.csv', { ...ride, fare: N }),
  }),
  diamonds: (): Dataset => ({
    name: 'diamonds',
    kind: 'multiclass',
    response: 'cut',
    table: fixture('diamonds-3000.csv', { ...stone, price: N }),
  }),
  /** The passengers with a weight each, every fifth 0. */
  weighted: (): Dataset => {
    const titanic = datasets.titanic();
    const cells = titanic.table[0]!.cells.map((_, i) => (i % 5 === 0 ? 0 : 1 + (i % 3)));
    return {
      ...titanic,
      name: 'titanic, weighted',
      weights: 'w',
      table: [...titanic.table, { name: 'w', type: N, cells }],
    };
  },
  /** One column of 4,000 levels beside a number. */
  manyLevels: (): Dataset => {
    const random = seeded(7);
    const rows = Array.from({ length: 6000 }, () => ({
      level: Math.floor(random() * 4000),
      x: random() * 10,
    }));
    return {
      name: '4,000 levels',
      kind: 'binary',
      response: 'y',
      table: [
        { name: 'code', type: C, cells: rows.map(({ level }) => `code ${level}`) },
        { name: 'x', type: N, cells: rows.map(({ x }) => x) },
        { name: 'y', type: C, cells: rows.map(({ level, x }) => ((level % 7) + x > 8 ? 'yes' : 'no')) },
      ],
    };
  },
} as const satisfies Record<string, () => Dataset>;
