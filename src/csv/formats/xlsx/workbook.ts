import { InvalidCsvError } from '../../../domain/errors.js';
import { readAllXml } from '../xml.js';
import type { ZipFile } from '../zip-file.js';

export interface Sheet {
  readonly name: string;
  /** Its part of the archive. */
  readonly part: string;
  readonly hidden: boolean;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Days are counted from 1904. */
  readonly date1904: boolean;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
}

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

export const isWorkbook = (zip: ZipFile): boolean => zip.has(WORKBOOK);

/** @throws {InvalidCsvError} */
export async function readWorkbook(zip: ZipFile): Promise<Workbook> {
  const relations = zip.has(RELATIONS) ? await readRelations(zip) : [];
  const partOf = (kind: string) => relations.find((relation) => relation.kind === kind)?.part ?? null;
  const worksheets = new Map(
    relations.filter(({ kind }) => kind === 'worksheet').map(({ id, part }) => [id, part] as const),
  );
  const sheets: Sheet[] = [];
  let date1904 = false;
  await readAllXml(zip.read(WORKBOOK), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key === 'r:id' || key.endsWith(':id'))?.[1] ?? '';
      // A sheet of another kind, such as a chart, is no table.
      const part = worksheets.get(id);
      if (part === undefined || !zip.has(part)) return;
      sheets.push({
        name: attributes['name'] ?? '',
        part,
        hidden: (attributes['state'] ?? 'visible') !== 'visible',
      });
    },
  });
  if (sheets.length === 0) {
    throw new InvalidCsvError(
      'This Excel workbook holds no sheet with cells. Save the table as .xlsx or CSV and upload that.',
    );
  }
  return { sheets, date1904, sharedStrings: partOf('sharedStrings'), styles: partOf('styles') };
}

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly part: string;
}

/** Parts of the archive only: what lies elsewhere is not looked at. */
async function readRelations(zip: ZipFile): Promise<Relation[]> {
  const relations: Relation[] = [];
  await readAllXml(zip.read(RELATIONS), {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const part = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
      relations.push({ id: Id, kind: Type.slice(Type.lastIndexOf('/') + 1), part });
    },
  });
  return relations;
}
