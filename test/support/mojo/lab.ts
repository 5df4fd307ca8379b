import { buffer, text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { H2OClient } from '../../../src/h2o/client/client.js';
import { waitForJob } from '../../../src/h2o/client/job.js';
import { toCsv, type Table } from './table.js';

export interface EngineAddress {
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
}

/** What the engine says of a frame's rows: columns by name; numbers as text in their shortest exact form. */
export type EngineColumns = ReadonlyMap<string, readonly string[]>;

/** Settings of a model, by H2O's names. */
export type Parameters = Readonly<Record<string, string | number | boolean | readonly unknown[]>>;

/** Builds models one at a time in a real engine, and asks it what they predict. */
export class ModelLab {
  readonly client: H2OClient;
  readonly #address: EngineAddress;
  readonly #keys = new Set<string>();
  readonly #prefix = `lab_${process.pid}_${Date.now().toString(36)}`;
  #count = 0;

  constructor(address: EngineAddress) {
    this.#address = address;
    this.client = new H2OClient(address);
  }

  /** @returns the key of a frame with the table's rows. */
  async upload(table: Table): Promise<string> {
    const source = this.#key('raw');
    const destination = this.#key('frame');
    await this.client.postFile(source, Buffer.from(toCsv(table)));
    await this.client.parse({
      source,
      destination,
      columns: table.map(({ name, type }) => ({ name, type })),
    });
    return destination;
  }

  /** Trains one model. @returns its id. */
  async train(
    algorithm: string,
    frame: string,
    response: string,
    parameters: Parameters = {},
  ): Promise<string> {
    const model = this.#key(algorithm);
    const version = algorithm === 'stackedensemble' ? 99 : 3;
    const answer = await this.#post(`/${version}/ModelBuilders/${algorithm}`, {
      model_id: model,
      training_frame: frame,
      response_column: response,
      ...parameters,
    });
    await waitForJob(this.client, answer.job.key.name, { intervalMs: 10 });
    return model;
  }

  async mojo(model: string): Promise<Uint8Array> {
    return await buffer(await this.client.downloadMojo(model));
  }

  async predict(model: string, frame: string): Promise<EngineColumns> {
    return this.#predict(model, frame, undefined);
  }

  /** By column of the model, and `BiasTerm`. */
  async contributions(model: string, frame: string): Promise<EngineColumns> {
    return this.#predict(model, frame, { format: 'Compact' });
  }

  /** The frame's rows as the engine read them. */
  async rows(frame: string): Promise<EngineColumns> {
    const [header = [], ...rows] = parse(await text(await this.client.downloadFrame(frame)));
    return new Map(header.map((name, index) => [name, rows.map((row) => row[index] ?? '')]));
  }

  /** Marks a key, such as an AutoML run's, for removal at the end. */
  own(key: string): void {
    this.#keys.add(key);
  }

  async close(): Promise<void> {
    for (const key of this.#keys) await this.client.remove(key, { cascade: true });
    await this.client.close();
  }

  async #predict(
    model: string,
    frame: string,
    contributions: { format: 'Compact' } | undefined,
  ): Promise<EngineColumns> {
    const predictionsFrame = this.#key('predictions');
    await this.client.predict({ model, frame, predictionsFrame, contributions });
    return this.rows(predictionsFrame);
  }

  #key(kind: string): string {
    const key = `${this.#prefix}_${kind}_${this.#count++}`;
    this.#keys.add(key);
    return key;
  }

  async #post(path: string, form: Parameters): Promise<{ job: { key: { name: string } } }> {
    const { url, user, password } = this.#address;
    const fields = Object.entries(form).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]);
    const credentials = Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64');
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: user === undefined ? {} : { authorization: `Basic ${credentials}` },
      body: new URLSearchParams(fields as [string, string][]),
    });
    const answer = (await response.json()) as { msg?: string; job: { key: { name: string } } };
    if (!response.ok) throw new Error(`H2O refused ${path}: ${answer.msg ?? response.status}`);
    return answer;
  }
}
