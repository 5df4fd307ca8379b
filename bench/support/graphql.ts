import { Client, FormData } from 'undici';

/** Sends operations to the service over one connection that stays open. */
export class GraphQL {
  readonly #client: Client;

  constructor(url: string) {
    this.#client = new Client(url);
  }

  async request<T>(query: string, variables: object): Promise<T> {
    const body = JSON.stringify({ query, variables });
    return this.#send<T>({ body, headers: { 'content-type': 'application/json' } });
  }

  /** With a CSV in the variable `file`, by the multipart request protocol. */
  async upload<T>(query: string, variables: object, csv: Blob): Promise<T> {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query, variables: { ...variables, file: null } }));
    form.set('map', '{"0":["variables.file"]}');
    form.set('0', csv, 'customers.csv');
    return this.#send<T>({ body: form, headers: { 'x-apollo-operation-name': 'bench' } });
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #send<T>(request: { body: string | FormData; headers: Record<string, string> }): Promise<T> {
    const { body } = await this.#client.request({ method: 'POST', path: '/graphql', ...request });
    const { data, errors } = (await body.json()) as { data: T; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }
}
