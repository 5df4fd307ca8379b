import { InvalidMojoError } from './errors.js';

/** `model.ini`: the keys of its `[info]` section, its column names, and where the levels of which column are. */
export interface ModelIni {
  readonly info: ModelInfo;
  readonly columns: readonly string[];
  /** By index of the column. */
  readonly domains: ReadonlyMap<number, DomainReference>;
}

interface DomainReference {
  readonly levels: number;
  /** Name in the folder `domains/`. */
  readonly file: string;
}

const DOMAIN_LINE = /^(\d+):\s*(\d+) (\S+)$/;

/** @throws {InvalidMojoError} where a line is not what its section holds. */
export function parseModelIni(text: string): ModelIni {
  const info = new Map<string, string>();
  const columns: string[] = [];
  const domains = new Map<number, DomainReference>();
  let section = '';
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trim();
    if (line === '') continue;
    if (line === '[info]' || line === '[columns]' || line === '[domains]') section = line;
    else if (section === '[info]') addInfo(info, line);
    else if (section === '[columns]') columns.push(line);
    else if (section === '[domains]') addDomain(domains, line);
  }
  return { info: new ModelInfo(info), columns, domains };
}

function addInfo(info: Map<string, string>, line: string): void {
  const split = line.indexOf('=');
  if (split < 0) throw new InvalidMojoError(`model.ini has a line without a value: ${line.slice(0, 80)}`);
  info.set(line.slice(0, split).trimEnd(), line.slice(split + 1).trimStart());
}

function addDomain(domains: Map<number, DomainReference>, line: string): void {
  const [, column, levels, file] = DOMAIN_LINE.exec(line) ?? [];
  if (column === undefined || levels === undefined || file === undefined) {
    throw new InvalidMojoError(`model.ini has an unreadable domain: ${line.slice(0, 80)}`);
  }
  domains.set(Number(column), { levels: Number(levels), file });
}

/**
 * The keys of `[info]`, read as the type that is asked for. A key that is not there, and one whose value is `null`, is
 * the default where one is given. All throw {@link InvalidMojoError} for a value of another type.
 */
export class ModelInfo {
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  /** Whether the key is there, be it with the value `null`. */
  has(key: string): boolean {
    return this.#values.has(key);
  }

  find(key: string): string | undefined {
    const value = this.#values.get(key);
    return value === 'null' ? undefined : value;
  }

  text(key: string): string {
    const value = this.find(key);
    if (value === undefined) throw new InvalidMojoError(`model.ini has no ${key}.`);
    return value;
  }

  number(key: string, absent?: number): number {
    if (absent !== undefined && this.find(key) === undefined) return absent;
    return parseNumber(key, this.text(key));
  }

  /** A whole number from 0. */
  count(key: string, absent?: number): number {
    const value = this.number(key, absent);
    if (!Number.isSafeInteger(value) || value < 0)
      throw new InvalidMojoError(`model.ini: ${key} is no count.`);
    return value;
  }

  flag(key: string, absent?: boolean): boolean {
    const value = this.find(key) ?? absent?.toString();
    if (value !== 'true' && value !== 'false')
      throw new InvalidMojoError(`model.ini: ${key} is not true or false.`);
    return value === 'true';
  }

  /** Java's `[1.0, NaN, 2.0E-5]`. */
  numbers(key: string, absent?: Float64Array): Float64Array {
    if (absent !== undefined && this.find(key) === undefined) return absent;
    const value = this.text(key);
    if (!value.startsWith('[') || !value.endsWith(']'))
      throw new InvalidMojoError(`model.ini: ${key} is no list.`);
    const items = value.slice(1, -1).trim();
    if (items === '') return new Float64Array(0);
    return Float64Array.from(items.split(','), (item) => parseNumber(key, item.trim()));
  }

  /** A list of whole numbers. */
  integers(key: string, absent?: Int32Array): Int32Array {
    if (absent !== undefined && this.find(key) === undefined) return absent;
    return Int32Array.from(this.numbers(key), (value) => {
      if ((value | 0) !== value)
        throw new InvalidMojoError(`model.ini: ${key} holds a number that is not whole.`);
      return value;
    });
  }
}

function parseNumber(key: string, text: string): number {
  const value = text === '' ? Number.NaN : Number(text);
  if (Number.isNaN(value) && text !== 'NaN') throw new InvalidMojoError(`model.ini: ${key} is no number.`);
  return value;
}
