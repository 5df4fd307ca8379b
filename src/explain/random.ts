/** Numbers from 0 up to 1, the same for the same seed (mulberry32: 32 bits, good enough to shuffle by). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}

/** The numbers from 0 up to `count`, in an order drawn by `random` (Fisher–Yates). */
export function shuffledIndexes(count: number, random: () => number): Int32Array {
  const indexes = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = indexes[last] as number;
    indexes[last] = indexes[other] as number;
    indexes[other] = kept;
  }
  return indexes;
}
