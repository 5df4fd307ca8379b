/** Names of zones whose offset from UTC, in minutes, is the same everywhere; `IST` and its like are none of them. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ Z: 0, UTC: 0, GMT: 0, UT: 0, WET: 0, WEST: 60, BST: 60, CET: 60, MEZ: 60, CEST: 120, MESZ: 120 },
  ...{ EET: 120, EEST: 180, MSK: 180, JST: 540, AEST: 600, AEDT: 660 },
  ...{ EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420 },
};

const OFFSET = /^(?:UTC|GMT)?([+\u2212-])(\d{1,2})(?::?(\d{2}))?$/i;

/** Minutes that a zone is ahead of UTC; NaN for what is no zone. @param text such as `Z`, `+02:00`, `UTC+1` or `CEST` */
export function zoneMinutes(text: string): number {
  const match = OFFSET.exec(text);
  if (match === null) return ZONES[text.toUpperCase()] ?? NaN;
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? 0);
  if (hours > 18 || minutes > 59) return NaN;
  return (match[1] === '+' ? 1 : -1) * (hours * 60 + minutes);
}
