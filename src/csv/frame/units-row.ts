import { isMissing, isMissingUnlessText } from '../cells/cells.js';
import type { CsvRecord } from '../records/parse-records.js';
import { isValue } from '../detect/header.js';

/** Units as they stand below a header. Not complete: one that is not here counts where it is in brackets. */
const UNITS = new Set(
  [
    'nm µm μm um mm cm dm m km in inch inches ft feet yd mi mile miles nmi',
    'µg μg ug mg g kg t ton tons tonnes lb lbs oz',
    'ns µs μs us ms s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days w week weeks mo month months y yr yrs year years',
    '% ‰ ppm ppb ppt ° deg degree degrees rad °c °f ° c ° f c f k celsius fahrenheit kelvin',
    'pa hpa kpa mpa bar mbar psi atm mmhg torr v mv kv a ma w mw kw gw wh kwh mwh j kj mj kcal cal n kn nm hz khz mhz ghz ω ohm kohm lx lm db dba',
    'mol mmol µmol umol nmol m mm l dl cl ml µl ul gal cc',
    'usd eur gbp chf jpy cny inr $ € £ ¥ us$ k$ k€ m€ m$ tsd',
    'count counts n # no. nr number pcs pieces units unit ratio index score bpm rpm kbps mbps b kb mb gb tb bit bits byte bytes px',
    'text string str int integer float double bool boolean date datetime timestamp varchar char category factor numeric',
    'yyyy-mm-dd dd/mm/yyyy mm/dd/yyyy dd.mm.yyyy hh:mm hh:mm:ss utc iso8601',
  ]
    .join(' ')
    .split(' '),
);

const BRACKETED = /^(?:\[[^\]]*\]|\([^)]*\))$/;
const PARTS = /[/·*.\s^⁻-]|(?<=\p{L})[²³\d]+/u;

/** `kg`, `[mm]`, `(USD)`, `mg/L`, `W/m²`. */
function isUnit(text: string): boolean {
  if (BRACKETED.test(text)) return true;
  const unit = text.toLowerCase();
  if (UNITS.has(unit)) return true;
  const parts = unit.split(PARTS).filter((part) => part !== '' && !/^[²³⁻\d]+$/.test(part));
  return parts.length > 1 && parts.length < 5 && parts.every((part) => UNITS.has(part));
}

const FEWEST_BELOW = 3;

/**
 * Whether the record below a header names units: above numbers stand units (nowhere another text), and elsewhere units,
 * dashes or nothing. So one row of values is never taken for units: it would have to lack every number.
 */
export function isUnitsRow(cells: CsvRecord, below: readonly CsvRecord[]): boolean {
  if (below.length < FEWEST_BELOW) return false;
  let units = 0;
  for (const [index, cell] of cells.entries()) {
    const text = cell.trim();
    const values = below
      .map((record) => record[index]?.trim() ?? '')
      .filter((value) => !isMissing(value) && !isMissingUnlessText(value));
    const numeric = values.length > 0 && values.every(isValue);
    const empty = text === '' || text === '-' || text === '–' || text === '--';
    if (empty) continue;
    if (isValue(text) || values.includes(text)) return false;
    if (!isUnit(text)) return false;
    if (numeric) units++;
  }
  return units > 0;
}
