import type { ApolloClient } from '@apollo/client';
import { createApiClient, type ApiClient } from './apollo.js';
import { Connection } from './connection.js';
import { forgetToken, keepToken, onTokenChange, readToken } from './token.js';

export interface SessionState {
  readonly apollo: ApolloClient;
  /** `wanted`: the service asks for a token and has none from us; `refused`: ours is wrong. */
  readonly token: 'fine' | 'wanted' | 'refused';
  /** Whether this browser holds a token, so that one can sign out. */
  readonly hasToken: boolean;
}

/** The tab's session with the service: one client, one live connection, one token. Lives as long as the page. */
export class Session {
  readonly connection = new Connection();
  #client: ApiClient;
  #state: SessionState;
  readonly #listeners = new Set<() => void>();
  readonly #onSignOut: () => void;

  /** @param onSignOut forgets what is only for those who may sign in */
  constructor(onSignOut: () => void) {
    this.#onSignOut = onSignOut;
    this.#client = this.#connect();
    this.#state = { apollo: this.#client.apollo, token: 'fine', hasToken: readToken() !== null };
    onTokenChange(this.#reconnect);
    document.addEventListener('visibilitychange', this.#catchUp);
  }

  readonly getState = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Another token makes another client, with an empty cache. */
  readonly submitToken = (token: string): void => {
    keepToken(token);
    this.#reconnect();
  };

  readonly signOut = (): void => {
    forgetToken();
    this.#onSignOut();
    this.#reconnect();
  };

  readonly #reconnect = (): void => {
    this.#client.close();
    this.#client = this.#connect();
    this.#become({ apollo: this.#client.apollo, token: 'fine', hasToken: readToken() !== null });
  };

  #connect(): ApiClient {
    const token = readToken();
    return createApiClient(token, {
      connection: this.connection,
      onUnauthenticated: () => this.#become({ ...this.#state, token: token === null ? 'wanted' : 'refused' }),
      onReconnected: this.#catchUp,
    });
  }

  /** What was missed while the connection was lost, or the tab asleep in the background. */
  readonly #catchUp = (): void => {
    if (document.hidden || this.#state.token !== 'fine') return;
    // Each query shows its own failure.
    this.#client.apollo.refetchQueries({ include: 'active' }).catch(() => undefined);
  };

  #become(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
