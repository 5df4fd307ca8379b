/**
 * Sets the predicted class of each row of two classes: the second one where its probability reaches the threshold. A row
 * without a probability keeps its label, which is none.
 * @param labels index of the class, by row; changed
 * @param probabilities by class, then by row
 * @param threshold undefined: the labels stay as they are
 */
export function applyThreshold(
  labels: Int32Array,
  probabilities: readonly Float64Array[],
  threshold: number | undefined,
): void {
  const second = probabilities[1];
  if (threshold === undefined || second === undefined || probabilities.length !== 2) return;
  for (let row = 0; row < labels.length; row++) {
    const probability = second[row] as number;
    if (!Number.isNaN(probability)) labels[row] = probability >= threshold ? 1 : 0;
  }
}
