import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { InvalidCsvError } from '../../domain/errors.js';
import { describeBinary } from './file-kind.js';
import { incompleteTail, Utf8Boundaries } from '../records/utf8-boundaries.js';

/** IANA name in lower case, such as `utf-8`, `utf-16le` or `windows-1252`. */
export type Encoding = string;

const BOMS: readonly (readonly [bytes: Buffer, encoding: Encoding])[] = [
  [Buffer.from('efbbbf', 'hex'), 'utf-8'],
  [Buffer.from('fffe', 'hex'), 'utf-16le'],
  [Buffer.from('feff', 'hex'), 'utf-16be'],
];

/** What is known of an encoding beforehand. */
export interface EncodingChoice {
  /** Asked for; null: to be found. */
  readonly asked: Encoding | null;
  /** Taken where the text is no UTF-8; null: to be guessed. */
  readonly likely: Encoding | null;
}

/** Its name as this service writes it; null for one that is not known. */
export function knownEncoding(name: string): Encoding | null {
  const lower = name.trim().toLowerCase();
  const plain = /^utf[-_]?8$/.test(lower) ? 'utf-8' : lower;
  return iconv.encodingExists(plain) ? plain : null;
}

/**
 * Turns text of any encoding into UTF-8, without a byte order mark; chunks end between characters.
 *
 * A BOM decides; else NUL bytes at every other place mean UTF-16. Otherwise the first chunk that is not ASCII does:
 * valid UTF-8 is UTF-8, the rest is what {@link guessLegacyEncoding} says. Bytes that turn out not to be UTF-8 later
 * pass as they are: who parses them knows the line.
 */
export class TextDecoding {
  /** Undefined while all was ASCII. */
  #encoding: Encoding | undefined;
  readonly #choice: EncodingChoice;

  constructor(choice: EncodingChoice = { asked: null, likely: null }) {
    this.#choice = choice;
  }

  /** What was found so far; final at the end of the file. ASCII is `utf-8`. */
  get encoding(): Encoding {
    return this.#encoding ?? 'utf-8';
  }

  /** @throws {InvalidCsvError} for a file that is no text */
  async *decode(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let decoder: Decoder | undefined;
    let first = true;
    // Up to three bytes after nothing but ASCII: only what follows tells whether they begin a UTF-8 character.
    let held: Buffer = Buffer.alloc(0);
    for await (const chunk of chunks) {
      let bytes = chunk;
      if (first) {
        first = false;
        const binary = describeBinary(chunk);
        if (binary !== null) throw new InvalidCsvError(binary);
        const bom = BOMS.find(([mark]) => chunk.subarray(0, mark.length).equals(mark));
        if (bom) bytes = chunk.subarray(bom[0].length);
        this.#encoding = this.#choice.asked ?? bom?.[1] ?? guessUtf16(chunk);
        if (this.#encoding !== undefined) decoder = createDecoder(this.#encoding);
      }
      if (decoder === undefined) {
        if (held.length > 0) bytes = Buffer.concat([held, bytes]);
        const whole = bytes.length - incompleteTail(bytes);
        held = bytes.subarray(whole);
        if (!isAscii(bytes.subarray(0, whole))) {
          this.#encoding = await guessEncoding(bytes, whole, this.#choice.likely);
          decoder = createDecoder(this.#encoding);
        }
      }
      yield decoder === undefined ? bytes.subarray(0, bytes.length - held.length) : decoder.write(bytes);
    }
    if (decoder !== undefined) yield decoder.end();
    else if (held.length > 0) {
      this.#encoding = this.#choice.likely ?? (await guessLegacyEncoding(held));
      yield createDecoder(this.#encoding).write(held);
    }
  }
}

interface Decoder {
  write(bytes: Buffer): Buffer;
  end(): Buffer;
}

function createDecoder(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return new Utf8Boundaries();
  const decoder = iconv.getDecoder(encoding);
  return {
    write: (bytes: Buffer) => Buffer.from(decoder.write(bytes)),
    end: () => Buffer.from(decoder.end() ?? ''),
  };
}

/** UTF-16 text of mostly Latin letters has a NUL in most of its pairs, always on the same side. */
function guessUtf16(head: Buffer): Encoding | undefined {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  const most = head.length / 4;
  if (odd > most && even === 0) return 'utf-16le';
  if (even > most && odd === 0) return 'utf-16be';
  return undefined;
}

/** @param whole bytes before a character that is cut off by the end */
async function guessEncoding(bytes: Buffer, whole: number, likely: Encoding | null): Promise<Encoding> {
  if (isUtf8(bytes.subarray(0, whole)) || isMostlyUtf8(bytes.subarray(0, whole))) return 'utf-8';
  return likely ?? guessLegacyEncoding(bytes);
}

/** Characters of UTF-8 for each byte that is none, in a text that had some of another encoding put behind it. */
const MOSTLY = 3;

function isMostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  const wrong = text.match(/\ufffd/g)?.length ?? 0;
  // eslint-disable-next-line no-control-regex -- all that is not ASCII
  const all = text.match(/[^\u0000-\u007f]/g)?.length ?? 0;
  return all - wrong >= wrong * MOSTLY;
}

/**
 * Below these the detector is as often wrong as right on tables (short words, few accents: measured on some hundred
 * tables of European names), and Windows-1252, which contains Latin-1, is by far the likeliest.
 */
const TRUSTED_CONFIDENCE = 0.1;
const TRUSTED_BYTES = 16;

const LATIN = /^(?:windows-125[0247]|iso-8859-(?:1|2|9|15)|cp(?:437|85\d)|macintosh|ascii)$/;
const DENSE = 0.7;

/** Whether bytes beyond ASCII stand beside each other, as in scripts other than Latin, where they are whole words. */
function areDense(bytes: Buffer): boolean {
  const isHigh = (at: number) => (bytes[at] ?? 0) >= 0x80;
  let [high, beside] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    if (!isHigh(at)) continue;
    high++;
    if (isHigh(at - 1) || isHigh(at + 1)) beside++;
  }
  return beside >= high * DENSE;
}

async function guessLegacyEncoding(bytes: Buffer): Promise<Encoding> {
  // Loaded here: its tables take 100 ms, and few files need them.
  const { detect } = await import('jschardet');
  const { encoding, confidence } = detect(bytes);
  const evidence = bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  const name = encoding?.toLowerCase();
  const isSure =
    confidence >= TRUSTED_CONFIDENCE || (name !== undefined && !LATIN.test(name) && areDense(bytes));
  const trusted = isSure && evidence >= TRUSTED_BYTES;
  return trusted && name !== undefined && iconv.encodingExists(name) ? name : 'windows-1252';
}
