import type { ExecutionResult } from 'graphql';
import type { Outlet } from './outlet.js';
import type { AnsweredEvents, SharedAnswer } from './shared-answers.js';
import type { Slices } from './slices.js';

/** Where the messages of one subscription go. */
export interface Destination {
  readonly outlet: Outlet;
  /** The client's name of the subscription. */
  readonly id: string;
}

export interface Pushing {
  /** Larger answers, and those with errors, are the protocol's to send. */
  readonly maxBytes: number;
  readonly slices: Slices;
}

type Result = IteratorResult<ExecutionResult, undefined>;

interface Waiting {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

const END = { value: undefined, done: true } as const;

/**
 * The answers of one subscription, as the protocol asks for them; but what can be shared goes to the client right away,
 * and the protocol hears only of the rest and of the end. An event is asked for once there is room for another message.
 */
export class PushedAnswers implements AsyncIterableIterator<ExecutionResult, undefined> {
  readonly #stream: AnsweredEvents;
  readonly #outlet: Outlet;
  readonly #head: Buffer;
  readonly #pushing: Pushing;
  #waiting: Waiting | undefined;
  #ended = false;

  constructor(stream: AnsweredEvents, { outlet, id }: Destination, pushing: Pushing) {
    this.#stream = stream;
    this.#outlet = outlet;
    this.#head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    this.#pushing = pushing;
  }

  /** Called again only when the last promise has settled. */
  next(): Promise<Result> {
    if (this.#ended) return Promise.resolve(END);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#askForEvent();
    });
  }

  /** The client has had enough. */
  async return(): Promise<Result> {
    this.#end();
    await this.#stream.events.return?.();
    return END;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  readonly #askForEvent = (): void => {
    if (!this.#ended) this.#stream.events.next().then(this.#onEvent).catch(this.#fail);
  };

  readonly #onEvent = (event: IteratorResult<unknown, unknown>): Promise<void> | undefined => {
    if (event.done) {
      this.#pushing.slices.add(this.#end);
      return undefined;
    }
    const answer = this.#stream.answer(event.value);
    if (answer instanceof Promise) return answer.then(this.#deliver);
    this.#deliver(answer);
    return undefined;
  };

  readonly #deliver = (answer: SharedAnswer): void => {
    const { maxBytes, slices } = this.#pushing;
    if (answer.result.errors || answer.closing.length > maxBytes) {
      this.#settle((waiting) => waiting.resolve({ value: answer.result, done: false }));
      return;
    }
    slices.add(() => {
      if (!this.#ended) this.#outlet.send(this.#head, answer.closing, this.#askForEvent);
    });
  };

  readonly #fail = (error: unknown): void => {
    this.#ended = true;
    this.#settle((waiting) => waiting.reject(error));
  };

  readonly #end = (): void => {
    this.#ended = true;
    this.#settle((waiting) => waiting.resolve(END));
  };

  #settle(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) how(waiting);
  }
}
