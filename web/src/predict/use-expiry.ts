import { useEffect, useState } from 'react';

/** Longer than timers can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/** Whether a moment has passed; becomes true when it does. @param at ISO 8601; null: never */
export function useExpiry(at: string | null): boolean {
  const [isPast, setPast] = useState(at !== null && Date.parse(at) <= Date.now());
  useEffect(() => {
    if (at === null) return;
    const timer = setTimeout(
      () => setPast(true),
      Math.min(LONGEST_MS, Math.max(0, Date.parse(at) - Date.now())),
    );
    return () => clearTimeout(timer);
  }, [at]);
  return isPast;
}
