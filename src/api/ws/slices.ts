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
  #isTurnComing = false;

  /** @param work must not throw */
  add(work: () => void): void {
    this.#awaitTurn();
    if (this.#waiting.length > 0 || this.#left === 0) {
      this.#waiting.push(work);
      return;
    }
    this.#left -= 1;
    work();
  }

  #awaitTurn(): void {
    if (this.#isTurnComing) return;
    this.#isTurnComing = true;
    setImmediate(this.#nextTurn);
  }

  readonly #nextTurn = (): void => {
    const ready = this.#waiting.slice(0, A_TURN);
    // What came meanwhile waits for those before it.
    this.#waiting = this.#waiting.slice(A_TURN);
    this.#left = A_TURN - ready.length;
    this.#isTurnComing = false;
    if (this.#waiting.length > 0) this.#awaitTurn();
    for (const work of ready) work();
  };
}
