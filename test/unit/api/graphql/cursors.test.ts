import { describe, expect, test } from 'vitest';
import { Cursors } from '../../../../src/api/graphql/cursors.js';
import { BadUserInputError } from '../../../../src/domain/errors.js';

const cursors = new Cursors('task', /^[1-9]\d{0,15}$/);

describe('a cursor', () => {
  test('comes back as the key it was made of', () => {
    expect(cursors.decode(cursors.encode(42))).toBe('42');
  });

  test('does not show its key', () => {
    expect(cursors.encode(42)).not.toContain('42');
  });

  test.each([
    ['made up', 'nonsense'],
    ['empty', ''],
    ['of another kind', new Cursors('dataset', /./).encode(42)],
    ['of a key that cannot be', Buffer.from('task:-1').toString('base64url')],
    ['with something behind it', `${cursors.encode(42)}!`],
  ])('is refused when it is %s', (_what, cursor) => {
    expect(() => cursors.decode(cursor)).toThrow(BadUserInputError);
  });
});
