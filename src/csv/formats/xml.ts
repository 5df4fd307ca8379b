import { StringDecoder } from 'node:string_decoder';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { InvalidCsvError, TrainyardError } from '../../domain/errors.js';

export interface XmlHandlers {
  /** Names are those after the namespace's prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads an XML part of a workbook; yields after each piece of it. No entity but the five of XML is known, and a document
 * type, which could declare others, is refused.
 * @throws {InvalidCsvError}
 */
export async function* readXml(
  bytes: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
): AsyncGenerator<undefined> {
  const parser = new SaxesParser();
  const decoder = new StringDecoder('utf8');
  parser.on('doctype', () => {
    throw new InvalidCsvError(
      'The workbook has a document type in its XML, which no spreadsheet writes; it is not read.',
    );
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => handlers.open?.(localName(name), attributes));
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('closetag', ({ name }: SaxesTagPlain) => handlers.close?.(localName(name)));
  try {
    for await (const chunk of bytes) {
      parser.write(decoder.write(chunk));
      yield;
    }
    parser.close();
  } catch (error) {
    if (error instanceof TrainyardError || !(error instanceof Error)) throw error;
    throw new InvalidCsvError(
      'The workbook is damaged: a part of it is no valid XML. Save it again and upload that.',
      {},
      { cause: error },
    );
  }
}

/** Reads a part to its end. */
export async function readAllXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  const parts = readXml(bytes, handlers);
  while (!(await parts.next()).done);
}
