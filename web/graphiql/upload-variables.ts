import { getOperationAST, Kind, parse, type DocumentNode, type TypeNode } from 'graphql';

export interface UploadVariable {
  readonly name: string;
  /** As it stands in the operation, such as `[Upload!]!`. */
  readonly type: string;
  readonly isList: boolean;
}

/** The variables of an operation that stand for files: of type Upload, or lists of it. */
export function uploadVariables(
  document: DocumentNode | undefined,
  operationName: string | null | undefined,
): UploadVariable[] {
  const operation = document && getOperationAST(document, operationName);
  return (operation?.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const { named, isList, text } = describe(type);
    return named === 'Upload' ? [{ name: variable.name.value, type: text, isList }] : [];
  });
}

/** The document, or undefined while what stands in the editor is none. */
export function tryParse(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}

function describe(type: TypeNode): { named: string; isList: boolean; text: string } {
  if (type.kind === Kind.NAMED_TYPE) return { named: type.name.value, isList: false, text: type.name.value };
  const inner = describe(type.type);
  return type.kind === Kind.LIST_TYPE
    ? { ...inner, isList: true, text: `[${inner.text}]` }
    : { ...inner, text: `${inner.text}!` };
}
