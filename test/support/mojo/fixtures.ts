import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EngineColumns } from './lab.js';
import type { Table } from './table.js';

const FOLDER = new URL('../../fixtures/mojo/', import.meta.url);

export const fixtureNames = [
  'gbm-titanic',
  'gbm-penguins',
  'gbm-taxis',
  'drf-iris',
  'drf-mpg',
  'drf-titanic',
  'xgboost-titanic',
  'xgboost-iris',
  'xgboost-mpg',
  'glm-titanic',
  'glm-penguins',
  'glm-mpg',
  'deeplearning-titanic',
  'deeplearning-mpg',
  'stackedensemble-iris',
] as const;
export type FixtureName = (typeof fixtureNames)[number];

/** What the engine said of rows when the model was kept; see the README beside the files. */
export interface MojoFixture {
  readonly rows: Table;
  readonly predictions: EngineColumns;
  /** null: the engine has none for such a model. */
  readonly contributions: EngineColumns | null;
}

export function fixturePath(name: FixtureName): string {
  return fileURLToPath(new URL(`${name}.zip`, FOLDER));
}

export function fixtureBytes(name: FixtureName): Buffer {
  return readFileSync(fixturePath(name));
}

export function readFixture(name: FixtureName): MojoFixture {
  const { rows, predictions, contributions } = JSON.parse(
    readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'),
  ) as {
    rows: Table;
    predictions: Record<string, string[]>;
    contributions: Record<string, string[]> | null;
  };
  return {
    rows,
    predictions: new Map(Object.entries(predictions)),
    contributions: contributions && new Map(Object.entries(contributions)),
  };
}
