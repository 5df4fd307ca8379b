import { TooManyRequestsError } from '../../domain/errors.js';

export interface SubscriptionLimits {
  readonly maxSubscriptionsPerSocket: number;
  readonly maxSubscriptions: number;
}

/** Operations under way over one socket; a subscription is under way until it ends. */
export interface SocketLoad {
  operations: number;
}

/** Counts the operations under way over WebSocket, of each client and of all together. */
export class SubscriptionCount {
  readonly #limits: SubscriptionLimits;
  #total = 0;

  constructor(limits: SubscriptionLimits) {
    this.#limits = limits;
  }

  get total(): number {
    return this.#total;
  }

  begin(load: SocketLoad): void {
    load.operations += 1;
    this.#total += 1;
  }

  end(load: SocketLoad): void {
    load.operations -= 1;
    this.#total -= 1;
  }

  /** To be asked once an operation has begun. @throws {TooManyRequestsError} where it is one too many */
  check(load: SocketLoad): void {
    const { maxSubscriptionsPerSocket, maxSubscriptions } = this.#limits;
    if (load.operations > maxSubscriptionsPerSocket) {
      throw new TooManyRequestsError(
        `This connection has ${maxSubscriptionsPerSocket} subscriptions already. Complete some, or raise MAX_SUBSCRIPTIONS_PER_SOCKET.`,
      );
    }
    if (this.#total > maxSubscriptions) {
      throw new TooManyRequestsError(
        `The service has ${maxSubscriptions} subscriptions already. Try later, or raise MAX_SUBSCRIPTIONS.`,
      );
    }
  }
}
