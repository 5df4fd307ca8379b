import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const packageRoot = path.resolve(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '../../..');
const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/trainyard');

/**
 * Path of a Chromium that comes with the npm packages, unpacked once for each version. The package's own unpacking
 * writes in place to the shared temporary folder, where two test files at once would find each other's half of it.
 */
export async function chromiumPath(): Promise<string> {
  const manifest = await readFile(path.join(packageRoot, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const executable = path.join(cache, `chromium-${version}`);
  if (existsSync(executable)) return executable;
  await mkdir(cache, { recursive: true });
  const partial = `${executable}.${randomUUID()}`;
  await pipeline(
    createReadStream(path.join(packageRoot, 'bin', 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(partial, { mode: 0o755 }),
  );
  await rename(partial, executable);
  return executable;
}
