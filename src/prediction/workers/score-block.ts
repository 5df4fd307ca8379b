import path from 'node:path';
import { LRUCache } from 'lru-cache';
import { loadMojo } from '../../mojo/index.js';
import { readManifest } from '../../storage/manifest.js';
import { BlockScorer, type Block, type ScoredBlock } from '../csv/block-scorer.js';
import type { CsvLayout } from '../csv/csv-layout.js';
import { MojoScorer } from '../mojo-scorer.js';

/** One CSV to score. */
export interface Scan {
  /** Unique in this process. */
  readonly id: number;
  /** Holds the saved model and its manifest. */
  readonly modelFolder: string;
  readonly layout: CsvLayout;
}

/** Scans that go on at once beyond these have their model loaded again and again. */
const MAX_SCANS = 4;

const scans = new LRUCache<number, Promise<BlockScorer>>({ max: MAX_SCANS });

/** What a worker thread does: scores a block, with the model that it loaded for the first block of the scan. */
export async function scoreBlock({ scan, block }: { scan: Scan; block: Block }): Promise<ScoredBlock> {
  let scorer = scans.get(scan.id);
  if (scorer === undefined) {
    scorer = openScan(scan);
    scans.set(scan.id, scorer);
  }
  return (await scorer).score(block);
}

async function openScan({ modelFolder, layout }: Scan): Promise<BlockScorer> {
  const manifest = await readManifest(modelFolder);
  const mojo = await loadMojo(path.join(modelFolder, manifest.artifact.file));
  const scorer = new MojoScorer(mojo, manifest.signature, manifest.threshold);
  return new BlockScorer(manifest.signature, layout, (rows) => scorer.score(rows));
}
