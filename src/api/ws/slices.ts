/** Some milliseconds of sending, or of ending what was sent. */
const A_TURN = 400;

/**
 * Does many small things without holding up the event loop: so many each turn, in the order in which they came, and at
 * once what is not too many. With ten thousand subscribers a message to all of them takes a third of a second.
 */
export class Slices {
  #waiting: (() => void)[] = [];
  /** For this turn. */
  #left = A_TURN;
  #turn: NodeJS.Immediate | undefined;

  /** @param work must not throw */
  add(work: () => void): void {
    this.#turn ??= setImmediate(this.#nextTurn);
    if (this.#waiting.length > 0 || this.#left === 0) {
      this.#waiting.push(work);
      return;
    }
    this.#left -= 1;
    work();
  }

  readonly #nextTurn = (): void => {
    const ready = this.#waiting.slice(0, A_TURN);
    // What came meanwhile waits for those before it.
    this.#waiting = this.#waiting.slice(A_TURN);
    this.#left = A_TURN - ready.length;
    this.#turn = this.#waiting.length > 0 ? setImmediate(this.#nextTurn) : undefined;
    for (const work of ready) work();
  };
}
