/** Names of the months and what they are shortened to, January first: as they stand in dates of each language. */
const NAMES: readonly string[] = [
  'january february march april may june july august september october november december',
  'jan feb mar apr may jun jul aug sep oct nov dec',
  // German, Austrian.
  'januar februar märz april mai juni juli august september oktober november dezember',
  'jänner feber maerz - - - - - sept okt - dez',
  'jän - mrz',
  '- - mär',
  // French, Spanish, Italian, Portuguese.
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'janv févr mars avr mai juin juil aout sept oct nov déc',
  '- fevrier - - - - - - - - - decembre',
  '- fév',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'ene feb mar abr may jun jul ago sept oct nov dic',
  '- - - - - - - - setiembre',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  '- - - - - giu lug ago sett ott nov dic',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  '- fev marco',
  // Dutch, Swedish, Danish, Norwegian, Polish.
  'januari februari maart april mei juni juli augustus september oktober november december',
  '- - mrt',
  '- - - - maj - - augusti',
  '- - marts - - - - - - - - desember',
  '- - - - - - - - - - - des',
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
];
/** Words of their own, which are months only beside a day. */
const BESIDE_A_DAY = 'gen - - - mag - - - set out';

const monthsOf = (lists: readonly string[]): ReadonlyMap<string, number> =>
  new Map(lists.flatMap((list) => list.split(' ').map((name, index) => [name, index + 1] as const)));

const MONTHS = monthsOf(NAMES);
const MONTHS_BESIDE_A_DAY = monthsOf([BESIDE_A_DAY]);

/** Letters of the longest and the shortest name. */
export const MONTH_LETTERS = String.raw`\p{L}{3,12}`;

/** First two letters of all names. */
export const MONTH_STARTS: ReadonlySet<string> = new Set(
  [...MONTHS.keys(), ...MONTHS_BESIDE_A_DAY.keys()].map((name) => name.slice(0, 2)),
);

/** 1 to 12; -1 for what is no month's name. @param besideDay whether a day stands in the date */
export function monthOf(name: string, besideDay = false): number {
  const lower = name.toLowerCase();
  return MONTHS.get(lower) ?? (besideDay ? MONTHS_BESIDE_A_DAY.get(lower) : undefined) ?? -1;
}
