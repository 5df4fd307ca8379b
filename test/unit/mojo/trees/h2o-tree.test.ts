import { describe, expect, test } from 'vitest';
import { BinaryReader } from '../../../../src/mojo/container/binary-reader.js';
import { ForestBuilder } from '../../../../src/mojo/trees/forest-builder.js';
import { readH2OTree } from '../../../../src/mojo/trees/h2o-tree.js';

const u8 = (value: number) => [value];
const u16 = (value: number) => [value & 0xff, value >> 8];
const i32 = (value: number) => [...new Uint8Array(Int32Array.of(value).buffer)];
const f32 = (value: number) => [...new Uint8Array(Float32Array.of(value).buffer)];

/** The weights of a node: its id, those of its children, and their ids. */
const aux = (id: number, left: number, right: number, leftId = 0, rightId = 0) => [
  ...i32(id),
  ...i32(0),
  ...f32(left),
  ...f32(right),
  ...new Array<number>(16).fill(0),
  ...i32(leftId),
  ...i32(rightId),
];

function valueOf(tree: readonly number[], weights: readonly number[] = aux(0, 1, 1)) {
  const builder = new ForestBuilder();
  const root = readH2OTree(builder, new BinaryReader(Buffer.from(tree), 'a tree'), {
    columns: 2,
    weights: new BinaryReader(Buffer.from(weights), 'weights'),
  });
  const forest = builder.build([[root]]);
  return (...row: number[]) => forest.sum(0, Float64Array.from(row));
}

const LEAVES = 0x30 | 0x40;
const LEFT = 2;
const RIGHT = 3;
const leaves = [...f32(-1), ...f32(1)];

describe('a tree of H2O is walked as H2O walks it', () => {
  test('a single leaf', () => {
    const value = valueOf([...u8(0), ...u16(0xffff), ...f32(0.25)], []);
    expect(value(1, Number.NaN)).toBe(0.25);
  });

  test('a threshold: right from it on, compared as a 32-bit float; a missing value by its direction', () => {
    const tree = (direction: number) =>
      valueOf([...u8(LEAVES), ...u16(0), ...u8(direction), ...f32(0.1), ...leaves]);
    expect([0.1, Math.fround(0.1), 5, -5].map((x) => tree(LEFT)(x, 0))).toEqual([-1, 1, 1, -1]);
    expect([2, 4].map((direction) => tree(direction)(Number.NaN, 0))).toEqual([-1, -1]);
    expect([3, 5].map((direction) => tree(direction)(Number.NaN, 0))).toEqual([1, 1]);
  });

  test('missing against the rest', () => {
    const value = valueOf([...u8(LEAVES), ...u16(1), ...u8(1), ...leaves]);
    expect([value(0, 3), value(0, -3), value(0, Number.NaN)]).toEqual([-1, -1, 1]);
  });

  test('32 levels: right where the bit is set', () => {
    const value = valueOf([...u8(LEAVES | 8), ...u16(0), ...u8(RIGHT), 0b101, 0, 0, 0x80, ...leaves]);
    expect([0, 1, 2, 31].map((level) => value(level, 0))).toEqual([1, -1, 1, 1]);
    expect(value(Number.NaN, 0)).toBe(1);
  });

  test('levels from an offset: one outside of the set counts as missing', () => {
    const set = [...u16(10), ...i32(40), 0b10, 0, 0, 0, 0x80];
    const tree = (direction: number) =>
      valueOf([...u8(LEAVES | 12), ...u16(0), ...u8(direction), ...set, ...leaves]);
    expect([10, 11, 49].map((level) => tree(LEFT)(level, 0))).toEqual([-1, 1, 1]);
    expect([9, 50, 4000].map((level) => tree(LEFT)(level, 0))).toEqual([-1, -1, -1]);
    expect([9, 50, 4000].map((level) => tree(RIGHT)(level, 0))).toEqual([1, 1, 1]);
  });

  test.each([0, 1, 2, 3])('a left subtree whose size is kept in %d more bytes', (more) => {
    const subtree = [...u8(LEAVES), ...u16(1), ...u8(LEFT), ...f32(0), ...f32(-2), ...f32(-1)];
    const size = i32(subtree.length).slice(0, more + 1);
    const value = valueOf(
      [...u8(more | 0x40), ...u16(0), ...u8(LEFT), ...f32(0), ...size, ...subtree, ...f32(7)],
      [...aux(0, 2, 1, 1, 2), ...aux(1, 1, 1)],
    );
    expect([value(-1, -1), value(-1, 1), value(1, 0)]).toEqual([-2, -1, 7]);
  });
});

describe('bytes that are no tree are refused', () => {
  const sound = [...u8(LEAVES), ...u16(0), ...u8(LEFT), ...f32(0.1), ...leaves];

  test.each([
    ['cut off', sound.slice(0, -1), 'it ends too early'],
    ['with bytes after it', [...sound, 0], 'bytes after the tree'],
    ['with a column that is not there', sound.with(1, 2), 'there is no column 2'],
    ['with another direction for missing values', sound.with(3, 9), 'no direction for missing values'],
    ['with an unknown type of split', sound.with(0, LEAVES | 4), 'no type of node'],
    [
      'with a set of no levels',
      [...u8(LEAVES | 12), ...u16(0), 2, ...u16(0), ...i32(-5)],
      'a set of -5 levels',
    ],
    ['with a huge set', [...u8(LEAVES | 12), ...u16(0), 2, ...u16(0), ...i32(2 ** 31 - 1)], 'ends too early'],
  ])('%s', (_, bytes, message) => {
    expect(() => valueOf(bytes)).toThrow(message);
  });

  test('a subtree of another size than the one declared', () => {
    const subtree = [...u8(LEAVES), ...u16(1), ...u8(LEFT), ...f32(0), ...f32(-2), ...f32(-1)];
    const tree = [...u8(0x40), ...u16(0), ...u8(LEFT), ...f32(0), subtree.length + 1, ...subtree, ...f32(7)];
    expect(() => valueOf(tree, [...aux(0, 2, 1, 1, 2), ...aux(1, 1, 1)])).toThrow('its declared size');
  });

  test('one so deep that it would exhaust the stack', () => {
    const depth = 5000;
    const node = [...u8(0x30), ...u16(0), ...u8(LEFT), ...f32(0), ...f32(1)];
    const tree = Array.from({ length: depth }, () => node).flat();
    const weights = Array.from({ length: depth }, (_, id) => aux(id, 1, 1, 0, id + 1)).flat();
    expect(() => valueOf(tree, weights)).toThrow('deeper than 1000 levels');
  });
});
