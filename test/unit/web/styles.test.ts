import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const web = path.resolve(import.meta.dirname, '../../../web/src');
const styles = path.resolve(import.meta.dirname, '../../../node_modules/@mantine/core/styles');
const read = (file: string) => readFileSync(path.join(web, file), 'utf8');

it('each component of Mantine that a page has brings its styles', () => {
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tsx'),
  );
  const used = files.flatMap((file) => {
    const names = /import \{([^}]+)\} from '@mantine\/core'/.exec(read(file))?.[1] ?? '';
    return names.split(',').map((name) => name.trim());
  });
  const sheets = read('app/mantine.css') + read('ui/more-styles.css');
  const lacking = [...new Set(used)].filter(
    (name) => existsSync(path.join(styles, `${name}.css`)) && !sheets.includes(`/${name}.css'`),
  );
  expect(lacking).toEqual([]);
});
