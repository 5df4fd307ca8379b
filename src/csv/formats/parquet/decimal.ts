/** The number of `unscaled / 10 ** scale`, digit for digit. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const negative = unscaled < 0n;
  const digits = String(negative ? -unscaled : unscaled).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Two's complement, the most significant byte first. */
export function bigIntOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return bytes.length > 0 && (bytes[0] as number) >= 128 ? value - (1n << BigInt(bytes.length * 8)) : value;
}

/** Of a point in time: ISO 8601 with as many digits of a second as it has. */
export function instantText(value: bigint, perSecond: bigint): string {
  const seconds = value >= 0n ? value / perSecond : -((-value + perSecond - 1n) / perSecond);
  const fraction = value - seconds * perSecond;
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString().slice(0, -5);
  if (fraction === 0n) return text;
  const digits = String(fraction)
    .padStart(String(perSecond).length - 1, '0')
    .replace(/0+$/, '');
  return `${text}.${digits}`;
}
