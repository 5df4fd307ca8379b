import { formatNumber } from './number.js';

interface Props {
  readonly value: number | null | undefined;
  readonly format?: (value: number) => string;
}

/** A number to read at a glance, with all its digits when pointed at. */
export function Numeric({ value, format = formatNumber }: Props) {
  if (value == null) return <span aria-label="not available">–</span>;
  return (
    <span className="numeric" title={String(value)}>
      {format(value)}
    </span>
  );
}
