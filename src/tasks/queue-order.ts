/**
 * The places of all WAITING tasks, kept in memory: to count them in the database at each look would take as long as the
 * queue is. A place is a task's `queueSeq`; positions begin at 1.
 */
export class QueueOrder {
  #seqs: number[] = [];

  get length(): number {
    return this.#seqs.length;
  }

  /** @param seqs ascending */
  load(seqs: readonly number[]): void {
    this.#seqs = [...seqs];
  }

  /** null where nobody waits at that place. */
  positionOf(seq: number): number | null {
    const index = this.#indexOf(seq);
    return this.#seqs[index] === seq ? index + 1 : null;
  }

  /** First to run first. */
  before(seq: number): readonly number[] {
    return this.#seqs.slice(0, this.#indexOf(seq));
  }

  add(seq: number): void {
    const index = this.#indexOf(seq);
    if (this.#seqs[index] !== seq) this.#seqs.splice(index, 0, seq);
  }

  remove(seq: number): void {
    const index = this.#indexOf(seq);
    if (this.#seqs[index] === seq) this.#seqs.splice(index, 1);
  }

  /** Of the first place that is not before `seq`. */
  #indexOf(seq: number): number {
    let low = 0;
    let high = this.#seqs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#seqs[middle] ?? Infinity) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
