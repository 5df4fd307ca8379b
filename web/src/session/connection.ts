/** How the live connection (WebSocket) is. `lost`: it broke, or was never made, and is tried again. */
export type ConnectionState = 'connecting' | 'online' | 'lost';

/** Observable state of the live connection; `epoch` counts how often it was made. */
export class Connection {
  #state: ConnectionState = 'connecting';
  #epoch = 0;
  readonly #listeners = new Set<() => void>();

  get state(): ConnectionState {
    return this.#state;
  }

  get epoch(): number {
    return this.#epoch;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  opened(): void {
    this.#epoch += 1;
    this.#become('online');
  }

  lost(): void {
    this.#become('lost');
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
