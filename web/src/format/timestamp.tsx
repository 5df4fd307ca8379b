import { formatAgo, formatDateTime } from './time.js';
import { useNow } from './use-now.js';

/** How long ago, with the date when pointed at. */
export function Ago({ at }: { readonly at: string }) {
  const now = useNow(false);
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatAgo(at, now)}
    </time>
  );
}
