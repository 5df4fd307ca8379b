import { readFileSync } from 'node:fs';

const IRIS = readFileSync(new URL('../fixtures/iris.csv', import.meta.url));

/** The iris table: 150 rows, three classes. `seed` makes other bytes of it, and so another dataset. */
export function irisFile(name = 'iris.csv', seed = 0): File {
  const extra = seed === 0 ? '' : `5.${seed},3.5,1.4,0.2,setosa\n`;
  return new File([IRIS, extra], name, { type: 'text/csv' });
}
