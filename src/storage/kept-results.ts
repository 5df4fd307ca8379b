import { randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** A result that is being fetched. */
export interface KeptResult {
  readonly stream: Readable;
  readonly bytes: number;
  /** Name to offer for the download. */
  readonly fileName: string;
}

/** Scored files, each under a key that cannot be guessed, until it expires. */
export class KeptResults {
  readonly #folder: string;
  readonly #ttlMs: number;
  readonly #expiries = new Map<string, { readonly fileName: string; readonly timer: NodeJS.Timeout }>();

  constructor(folder: string, ttlMs: number) {
    this.#folder = folder;
    this.#ttlMs = ttlMs;
  }

  /** Throws away what an earlier run left: nobody knows its keys any more. */
  async start(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true });
  }

  /**
   * Gives `write` a path; what it has written there is kept, unless it fails.
   * @param fileName to offer for the download
   */
  async keep<T>(
    fileName: string,
    write: (file: string) => Promise<T>,
  ): Promise<{ id: string; expiresAt: Date; result: T }> {
    const id = randomBytes(16).toString('hex');
    const file = this.#fileOf(id);
    try {
      const result = await write(file);
      const timer = setTimeout(() => void this.#remove(id), this.#ttlMs).unref();
      this.#expiries.set(id, { fileName, timer });
      return { id, expiresAt: new Date(Date.now() + this.#ttlMs), result };
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
  }

  async open(id: string): Promise<KeptResult | null> {
    const kept = this.#expiries.get(id);
    if (kept === undefined) return null;
    // An open file outlives its expiry.
    const file = await open(this.#fileOf(id));
    const { size } = await file.stat();
    return { stream: file.createReadStream(), bytes: size, fileName: kept.fileName };
  }

  /** Ends the timers; the files go at the next start. */
  close(): void {
    for (const { timer } of this.#expiries.values()) clearTimeout(timer);
    this.#expiries.clear();
  }

  async #remove(id: string): Promise<void> {
    this.#expiries.delete(id);
    await rm(this.#fileOf(id), { force: true });
  }

  #fileOf(id: string): string {
    return path.join(this.#folder, `${id}.csv`);
  }
}
