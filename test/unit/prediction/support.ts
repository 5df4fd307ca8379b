import type { ModelSignature, SignatureColumn } from '../../../src/domain/manifest.js';

export const numeric = (name: string): SignatureColumn => column(name, 'NUMERIC');
export const time = (name: string): SignatureColumn => column(name, 'TIME');
export const category = (name: string, ...levels: string[]): SignatureColumn =>
  column(name, 'CATEGORICAL', levels);

export function column(
  name: string,
  type: SignatureColumn['type'],
  levels: string[] | null = null,
): SignatureColumn {
  return { name, type, levels, min: null, max: null, typical: null };
}

/** Of a regression, or of the classes named. */
export function signatureOf(columns: readonly SignatureColumn[], ...classes: string[]): ModelSignature {
  const problemType = classes.length > 2 ? 'MULTICLASS' : classes.length > 0 ? 'BINARY' : 'REGRESSION';
  const levels = classes.length > 0 ? classes : null;
  return { problemType, response: { name: 'answer', levels }, columns };
}
