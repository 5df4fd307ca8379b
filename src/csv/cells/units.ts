const SIGNS = new Set('$€£¥₩₹₽₺₴₪₫₱฿₦₡₲₵₸₼₾¢元円원'.split(''));

/** ISO 4217 codes of the currencies that tables are written in, and the signs of letters. */
const CODES = new Set(
  (
    'AED ARS AUD BGN BRL CAD CHF CLP CNY COP CRC CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR ISK JPY KES KRW KZT ' +
    'MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD UYU VND ZAR'
  ).split(' '),
);
const LETTER_SIGNS = new Set([
  'US$',
  'A$',
  'C$',
  'NZ$',
  'HK$',
  'S$',
  'R$',
  'MX$',
  'kr',
  'kr.',
  'zł',
  'Kč',
  'Ft',
  'Fr.',
  'SFr.',
  'lei',
  'Rs',
  'Rs.',
  'Tk',
  'RM',
  'руб',
  'руб.',
]);

/** Units of which a person writes the number without a space before them, capitals and all. */
const ATTACHED = new Set(
  (
    '% ‰ ° °C °F ℃ ℉ K kB KB MB GB TB KiB MiB GiB Hz kHz MHz GHz kW MW GW Wh kWh MWh GWh mAh Ah kJ MJ kN Pa hPa kPa ' +
    'MPa mL dB dBm mV kV mA kcal μm µm μg µg m² km² cm² m³ cm³ ft² in² m/s km/h mg/L mg/l g/L µg/L μg/L kg/m³ mmHg ' +
    'mol/L mmol/L U/L IU/L " \' ″ ′'
  ).split(' '),
);

/** Whether the text is a currency, as a sign (`€`, `US$`) or a code (`EUR`). */
export const isCurrency = (text: string): boolean =>
  SIGNS.has(text) || LETTER_SIGNS.has(text) || CODES.has(text);

const LOWER_CASE_WORD = /^[\p{Ll}µμ°²³/·]{1,12}\.?$/u;
const WORDS = /^[\p{L}µμ°²³/·%"'″′.]{1,15}(?: [\p{L}²³/.]{1,10})?$/u;

/** `1st`, `2nd` and `3rd` are places in an order and `14 Uhr` is a time of day, not amounts. */
const NO_UNIT = /^(?:st|nd|rd|th|uhr)$/i;

/**
 * Whether text behind a number may be a unit: a currency, percent, a word of small letters, or any word that a space
 * stands before. That a column has one is for the whole of it to say.
 */
export function mayBeUnit(text: string, spaced: boolean): boolean {
  if (text.length > 24 || NO_UNIT.test(text)) return false;
  return isCurrency(text) || ATTACHED.has(text) || (spaced ? WORDS : LOWER_CASE_WORD).test(text);
}

const MAGNITUDES: Readonly<Record<string, number>> = {
  ...{ k: 1e3, K: 1e3, M: 1e6, B: 1e9, bn: 1e9, Bn: 1e9, Mio: 1e6, Mrd: 1e9, Tsd: 1e3, tsd: 1e3, mn: 1e6 },
  ...{ 千: 1e3, 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, 만: 1e4, 억: 1e8 },
  ...{ thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, lakh: 1e5, crore: 1e7 },
};
const MAGNITUDE = /^([A-Za-z]{1,8}|[千万萬亿億만억])\.?(?: ?([^A-Za-z ]{1,2}|[A-Z]{3}))?$/;

/** What the number before it counts, as in `4.5K` and `3 Mio. €`, with the unit behind that; null for anything else. */
export function magnitudeOf(text: string): { factor: number; unit: string | null } | null {
  const [, word = '', unit = null] = MAGNITUDE.exec(text) ?? [];
  const factor = Object.hasOwn(MAGNITUDES, word) ? MAGNITUDES[word] : undefined;
  if (factor === undefined || (unit !== null && !isCurrency(unit))) return null;
  return { factor, unit };
}

const SAME_CURRENCY: Readonly<Record<string, string>> = {
  ...{
    EUR: '€',
    USD: '$',
    US$: '$',
    GBP: '£',
    JPY: '¥',
    INR: '₹',
    Rs: '₹',
    'Rs.': '₹',
    PLN: 'zł',
    CZK: 'Kč',
  },
  'kr.': 'kr',
};

/** `year` and `years` are one unit, and so are `€` and `EUR`. */
export function unitKey(unit: string): string {
  if (Object.hasOwn(SAME_CURRENCY, unit)) return SAME_CURRENCY[unit] ?? unit;
  return unit.length > 3 && unit.endsWith('s') && !isCurrency(unit) ? unit.slice(0, -1) : unit;
}
