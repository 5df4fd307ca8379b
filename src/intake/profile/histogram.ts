const BINS = 20;

/** Counts of the sample's numbers in equal bins from `min` to `max`; one bin where these are equal. NaN is left out. */
export function histogramOf(sample: Float64Array, min: number, max: number): number[] {
  const bins = new Array<number>(max > min ? BINS : 1).fill(0);
  // Halves, since the difference of two doubles can be infinite.
  const width = max / 2 - min / 2;
  for (const value of sample) {
    if (Number.isNaN(value)) continue;
    const place = width > 0 ? Math.floor(((value / 2 - min / 2) / width) * bins.length) : 0;
    const bin = Math.min(place, bins.length - 1);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}
