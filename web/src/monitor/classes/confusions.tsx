import { ConfusionMatrix } from './confusion-matrix.js';
import type { Matrix } from './class-figures.js';
import { ManyClasses } from './many-classes.js';

/** A larger matrix cannot be read at a glance. */
const READABLE_CLASSES = 10;

export function Confusions({ matrix }: { readonly matrix: Matrix }) {
  return matrix.labels.length > READABLE_CLASSES ? (
    <ManyClasses matrix={matrix} />
  ) : (
    <ConfusionMatrix matrix={matrix} />
  );
}
