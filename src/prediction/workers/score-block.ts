import path from 'node:path';
import { LRUCache } from 'lru-cache';
import { BlockReader, type BlockEnd, type TableBlock } from '../../csv/bytes/block-reader.js';
import { loadMojo } from '../../mojo/index.js';
import { readManifest } from '../../storage/manifest.js';
import { joinLabelled } from '../csv/labelled-scores.js';
import { PartScorer, type ScoredPart, type ScoringTask } from '../csv/part-scorer.js';
import { InputFaults } from '../input-faults.js';
import { MojoScorer } from '../mojo-scorer.js';

/** One table to score. */
export interface Scan {
  /** Unique in this process. */
  readonly id: number;
  /** Holds the saved model and its manifest. */
  readonly modelFolder: string;
  readonly task: ScoringTask;
}

export interface BlockRequest {
  readonly scan: Scan;
  readonly block: TableBlock;
  readonly jsonRows: number;
}

export interface BlockAnswer {
  readonly value: ScoredPart;
  readonly end: BlockEnd;
}

/** Scores blocks of one table, in the caller's thread. */
export class BlockScorer {
  readonly #columns: number;
  readonly #reader: BlockReader;
  readonly #scorer: PartScorer;

  constructor(columns: number, scorer: PartScorer, { layout }: ScoringTask) {
    this.#columns = columns;
    this.#reader = new BlockReader(layout);
    this.#scorer = scorer;
  }

  async score(block: TableBlock, jsonRows: number): Promise<BlockAnswer> {
    const faults = new InputFaults(this.#columns);
    const parts: ScoredPart[] = [];
    let wanted = jsonRows;
    for (const rows of this.#reader.read(block)) {
      const part = await this.#scorer.score(rows, wanted);
      wanted -= part.rows.length;
      faults.merge(part.faults);
      parts.push(part);
    }
    const labelled = parts.flatMap((part) => part.labelled ?? []);
    const value = {
      csv: Buffer.from(parts.map(({ csv }) => csv as string).join('')),
      rowCount: parts.reduce((sum, { rowCount }) => sum + rowCount, 0),
      rows: parts.flatMap(({ rows }) => rows),
      contributions: parts.flatMap(({ contributions }) => contributions),
      faults: faults.columns,
      labelled: labelled.length > 0 ? joinLabelled(labelled) : null,
    };
    return { value, end: this.#reader.end };
  }
}

/** Scans that go on at once beyond these have their model loaded again and again. */
const MAX_SCANS = 4;

const scans = new LRUCache<number, Promise<BlockScorer>>({ max: MAX_SCANS });

/** What a worker thread does: scores a block, with the model that it loaded for the first block of the scan. */
export async function scoreBlock({ scan, block, jsonRows }: BlockRequest): Promise<BlockAnswer> {
  let scorer = scans.get(scan.id);
  if (scorer === undefined) {
    scorer = openScan(scan);
    scans.set(scan.id, scorer);
  }
  return (await scorer).score(block, jsonRows);
}

async function openScan({ modelFolder, task }: Scan): Promise<BlockScorer> {
  const { signature, artifact, threshold } = await readManifest(modelFolder);
  const mojo = await loadMojo(path.join(modelFolder, artifact.file));
  const scorer = new PartScorer(signature, new MojoScorer(mojo, signature, threshold), task);
  return new BlockScorer(signature.columns.length, scorer, task);
}
