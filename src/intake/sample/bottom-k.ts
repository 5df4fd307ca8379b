/** A row of the spool file: where it starts, and its length, in bytes. */
export interface RowSpan {
  readonly offset: number;
  readonly length: number;
}

/** The rows with the k smallest keys of those offered: a max-heap in typed arrays, 20 bytes a row kept. */
export class BottomK {
  readonly #k: number;
  #size = 0;
  #keys = new Float64Array(16);
  #offsets = new Float64Array(16);
  #lengths = new Uint32Array(16);

  constructor(k: number) {
    this.#k = k;
  }

  get size(): number {
    return this.#size;
  }

  offer(key: number, offset: number, length: number): void {
    if (this.#size < this.#k) {
      if (this.#size === this.#keys.length) this.#grow();
      this.#siftUp(this.#size++, key, offset, length);
    } else if (this.#k > 0 && key < (this.#keys[0] ?? 0)) {
      this.#siftDown(key, offset, length);
    }
  }

  /** Offers all that `other` keeps. */
  merge(other: BottomK): void {
    for (let i = 0; i < other.#size; i++) {
      this.offer(other.#keys[i] ?? 0, other.#offsets[i] ?? 0, other.#lengths[i] ?? 0);
    }
  }

  /** The rows with the `count` smallest keys, or all there are. */
  smallest(count: number): RowSpan[] {
    const order = Array.from(this.#keys.subarray(0, this.#size).keys());
    order.sort((a, b) => (this.#keys[a] ?? 0) - (this.#keys[b] ?? 0));
    return order
      .slice(0, count)
      .map((i) => ({ offset: this.#offsets[i] ?? 0, length: this.#lengths[i] ?? 0 }));
  }

  #siftUp(from: number, key: number, offset: number, length: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if ((this.#keys[parent] ?? 0) >= key) break;
      this.#copy(parent, at);
      at = parent;
    }
    this.#set(at, key, offset, length);
  }

  /** Puts a row in the place of the largest. */
  #siftDown(key: number, offset: number, length: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && (this.#keys[child + 1] ?? 0) > (this.#keys[child] ?? 0)) child++;
      if ((this.#keys[child] ?? 0) <= key) break;
      this.#copy(child, at);
      at = child;
    }
    this.#set(at, key, offset, length);
  }

  #copy(from: number, to: number): void {
    this.#set(to, this.#keys[from] ?? 0, this.#offsets[from] ?? 0, this.#lengths[from] ?? 0);
  }

  #set(at: number, key: number, offset: number, length: number): void {
    this.#keys[at] = key;
    this.#offsets[at] = offset;
    this.#lengths[at] = length;
  }

  #grow(): void {
    const capacity = this.#keys.length * 2;
    const [keys, offsets, lengths] = [this.#keys, this.#offsets, this.#lengths];
    (this.#keys = new Float64Array(capacity)).set(keys);
    (this.#offsets = new Float64Array(capacity)).set(offsets);
    (this.#lengths = new Uint32Array(capacity)).set(lengths);
  }
}
