import { InvalidCsvError } from '../../../domain/errors.js';
import { readAllXml } from '../xml.js';

/** All texts of a workbook are held in memory while one sheet is read. */
const MAX_CHARACTERS = 64 * 1024 * 1024;

/** Takes a text together from its runs; what is said of its pronunciation is no part of it. */
export class TextRuns {
  #text = '';
  #inText = false;
  #phonetic = 0;

  open(name: string): void {
    if (name === 'rPh') this.#phonetic++;
    else if (name === 't') this.#inText = this.#phonetic === 0;
  }

  text(text: string): void {
    if (this.#inText) this.#text += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.#phonetic--;
    else if (name === 't') this.#inText = false;
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    // Characters that XML cannot hold. Source: ECMA-376, part 1, 22.9.2.19.
    return text.includes('_x')
      ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
      : text;
  }
}

/** @throws {InvalidCsvError} where they do not fit in memory */
export async function readSharedStrings(part: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = [];
  const runs = new TextRuns();
  let size = 0;
  await readAllXml(part, {
    open: (name) => runs.open(name),
    text: (text) => runs.text(text),
    close(name) {
      runs.close(name);
      if (name !== 'si') return;
      const text = runs.take();
      size += text.length + 8;
      if (size > MAX_CHARACTERS) {
        throw new InvalidCsvError(
          'The workbook holds too much text to be read as one. Save the sheet as CSV and upload that.',
        );
      }
      strings.push(text);
    },
  });
  return strings;
}
