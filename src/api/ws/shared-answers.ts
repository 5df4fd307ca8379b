import {
  createSourceEventStream,
  execute,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { AnswerBudget } from '../operation/answer-budget.js';
import { isContext } from './reports.js';

/** Different questions of one event whose answers are kept; the others are answered each by itself. */
const MAX_KEPT = 100;
/** Some answers depend on the time, such as when a task will start; one burst of messages takes no longer. */
const MAX_AGE_MS = 250;

interface Kept {
  readonly answer: SharedAnswer | Promise<SharedAnswer>;
  /** As of `performance.now()`. */
  readonly since: number;
}

/** The answer to an event, for all who ask the same. */
export class SharedAnswer {
  readonly result: ExecutionResult;
  #closing: Buffer | undefined;

  constructor(result: ExecutionResult) {
    this.result = result;
  }

  /** The end of a message whose last property it is: its JSON, and the brace that closes the message. */
  get closing(): Buffer {
    return (this.#closing ??= Buffer.from(`${JSON.stringify(this.result)}}`));
  }
}

/** The events of one subscription, and the answer to each. */
export interface AnsweredEvents {
  readonly events: AsyncIterator<unknown>;
  readonly answer: (event: unknown) => SharedAnswer | Promise<SharedAnswer>;
}

/**
 * Subscriptions whose subscribers ask the same share the answer to an event: with ten thousand subscribers of a task, to
 * execute their operation for each takes most of the time. All who may ask at all see the same, so that an answer depends
 * on the event, the operation and the address under which the client reached the service.
 */
export class SharedAnswers {
  /** Of each event as long as somebody holds it. */
  readonly #kept = new WeakMap<object, Map<string, Kept>>();
  readonly #documents = new WeakMap<DocumentNode, number>();
  readonly #maxAnswerBytes: number;
  #lastDocument = 0;

  constructor(maxAnswerBytes: number) {
    this.#maxAnswerBytes = maxAnswerBytes;
  }

  /** Or why there is no subscription. */
  async subscribe(args: ExecutionArgs): Promise<AnsweredEvents | ExecutionResult> {
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return source;
    const question = this.#questionOf(args);
    return {
      events: source[Symbol.asyncIterator](),
      answer: (event) => this.#answer(question, args, event),
    };
  }

  #answer(question: string, args: ExecutionArgs, event: unknown): Kept['answer'] {
    if (typeof event !== 'object' || event === null) return this.#execute(args, event);
    const kept = this.#kept.get(event) ?? new Map<string, Kept>();
    this.#kept.set(event, kept);
    const now = performance.now();
    const known = kept.get(question);
    if (known && now - known.since < MAX_AGE_MS) return known.answer;
    const answer = this.#execute(args, event);
    if (known || kept.size < MAX_KEPT) kept.set(question, { answer, since: now });
    return answer;
  }

  /** For all subscribers: none of them ends it by leaving, and none has used up its size beforehand. */
  #execute(args: ExecutionArgs, event: unknown): Kept['answer'] {
    const { contextValue: context } = args;
    const shared = isContext(context)
      ? { ...context, signal: NEVER, budget: new AnswerBudget(this.#maxAnswerBytes) }
      : context;
    const result = execute({ ...args, rootValue: event, contextValue: shared });
    return 'then' in result ? result.then((settled) => new SharedAnswer(settled)) : new SharedAnswer(result);
  }

  #questionOf({ document, operationName, variableValues, contextValue }: ExecutionArgs): string {
    let number = this.#documents.get(document);
    if (number === undefined) this.#documents.set(document, (number = ++this.#lastDocument));
    const origin = isContext(contextValue) ? contextValue.origin : null;
    return JSON.stringify([number, operationName ?? null, variableValues ?? null, origin]);
  }
}

const NEVER = new AbortController().signal;
