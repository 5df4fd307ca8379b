import { describe, expect, it } from 'vitest';
import { useIntake } from './support.js';

const intake = useIntake();

const messages = async (content: string): Promise<string> =>
  (await intake.upload(content)).findings.map(({ message }) => message).join(' ');

describe('a finding names the line of the file', () => {
  it.each(['\n', '\r\n', '\r'])(
    'below titles, blank lines and cells of several lines, which end in %j',
    async (end) => {
      const rows = Array.from(
        { length: 40 },
        (_, row) => `${row * 3},"two${end}lines",${row % 2 ? 'a' : 'b'}`,
      );
      const file = ['Report of May', '', 'n,text,y', ...rows.slice(0, 20), '', 'odd,x,a', ...rows.slice(20)];
      const line = file.slice(0, file.indexOf('odd,x,a')).join(end).split(end).length + 1;
      expect(await messages(file.map((text) => text + end).join(''))).toContain(
        `("odd"; first in line ${line})`,
      );
    },
  );

  it('or the row, where the format has no lines', async () => {
    const rows = Array.from({ length: 30 }, (_, row) =>
      JSON.stringify({ n: row === 20 ? 'odd' : row * 3, y: row % 2 ? 'a' : 'b' }),
    );
    expect(await messages(rows.join('\n'))).toContain('("odd"; first in row 21)');
  });

  it('once for an index without a name', async () => {
    const rows = Array.from({ length: 20 }, (_, row) => `${row},${(row * 7) % 13},${row % 2 ? 'a' : 'b'}`);
    const { findings } = await intake.upload([',x,y', ...rows].join('\n'));
    expect(findings.filter(({ column }) => column === 'index').map(({ code }) => code)).toEqual([
      'UNNAMED_INDEX',
    ]);
  });
});

describe('text that is left out', () => {
  it('is called what it is, once', async () => {
    const rows = Array.from({ length: 80 }, (_, row) =>
      [
        `C-${row}`,
        `+49 30 ${100_000 + row}`,
        `a story of ${row} words`,
        `${row} ${row % 2 ? 'MB' : 'KB'}`,
        row % 7,
        row % 2 ? 'a' : 'b',
      ].join(','),
    );
    const { sample } = await intake.upload(['id,phone,story,size,n,y', ...rows].join('\n'), {
      sample: intake.request(),
    });
    expect(sample!.textColumns).toEqual(['id', 'phone', 'story', 'size']);
    expect(sample!.findings.map(({ column, code }) => [column, code])).toEqual([
      ['id', 'IDENTIFIER'],
      ['phone', 'IDENTIFIER'],
      ['story', 'FREE_TEXT'],
      ['size', 'MIXED_UNITS'],
      ['size', 'IGNORED_COLUMN'],
    ]);
  });
});
