import { InvalidCsvError } from '../../domain/errors.js';
import type { ZipFile } from './zip-file.js';

/** Archives that are documents: a part that gives them away, what they are, and what to do. */
const DOCUMENTS: readonly (readonly [part: RegExp, kind: string, advice: string])[] = [
  [/^xl\/workbook\.bin$/, 'a binary Excel workbook (.xlsb)', 'Save it as .xlsx or CSV and upload that.'],
  [/^word\/document\.xml$/, 'a Word document', 'Copy its table into a spreadsheet, save that and upload it.'],
  [
    /^ppt\/presentation\.xml$/,
    'a presentation',
    'Copy its table into a spreadsheet, save that and upload it.',
  ],
  [
    /^META-INF\/manifest\.xml$/,
    'an OpenDocument or a Java archive',
    'Save an OpenDocument sheet as .xlsx or CSV and upload that.',
  ],
  [
    /^Index\/Document\.iwa$/,
    'a Numbers or Pages document',
    'Export the table as .xlsx or CSV and upload that.',
  ],
  [/^model\.ini$/, 'a saved model', 'Upload the table to predict for or to train on.'],
];

/** What systems add to an archive of their own. */
const NOISE = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i;
/** What stands beside a table to describe it. */
const ABOUT =
  /(?:^|\/)(?:readme|licen[cs]e|copying|changelog|index|datapackage\.json)[^/]*$|\.(?:md|names|pdf|docx?|rtf|html?|url|png|jpe?g|gif|svg)$/i;
const NAMES_SHOWN = 5;

/** The one file in it. @throws {InvalidCsvError} where it is a document, or holds none or several */
export function onlyFile(zip: ZipFile): string {
  const document = DOCUMENTS.find(([part]) => zip.names.some((name) => part.test(name)));
  if (document !== undefined)
    throw new InvalidCsvError(`This is ${document[1]}, not a table. ${document[2]}`);
  const files = zip.names.filter((name) => !NOISE.test(name));
  const tables = files.filter((name) => !ABOUT.test(name));
  const names = tables.length === 1 ? tables : files;
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  if (names.length === 0)
    throw new InvalidCsvError('The zip archive holds no file. Upload one with the table in it.');
  const shown = names.slice(0, NAMES_SHOWN).map((name) => JSON.stringify(name.slice(0, 100)));
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
  throw new InvalidCsvError(
    `The zip archive holds ${names.length} files: ${shown.join(', ')}${more}. Upload the one with the table.`,
  );
}
