/** Joins lists into longer ones, each of at least `size` items but for the last. */
export async function* inBatches<T>(lists: AsyncIterable<T[]>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const list of lists) {
    batch = batch.length === 0 ? list : batch.concat(list);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
