import { formatNumber } from '../format/number.js';
import type { ChartColors } from './colors.js';

type Point = readonly [x: number, y: number];

export interface Axis {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Of the ticks; default: four significant digits. */
  readonly format?: (value: number) => string;
}

/** A chart of one line or a cloud of dots, beside a dashed guide. */
export interface ChartSpec {
  readonly x: Axis;
  readonly y: Axis;
  readonly line?: readonly Point[];
  /** Several lines, each in a colour of its own. */
  readonly lines?: readonly {
    readonly points: readonly Point[];
    readonly color: string;
    readonly isDashed: boolean;
  }[];
  readonly dots?: readonly Point[];
  /** A dashed line. */
  readonly guide?: readonly Point[];
  /** Where the reader is: drawn larger than all others. */
  readonly here?: Point;
  /** How many rows there are at each x: bars along the foot of the chart, the highest a fifth of it. */
  readonly density?: readonly (readonly [x: number, rows: number])[];
}

/** Of the height of a chart, for the bars at its foot. */
const DENSITY_SHARE = 0.2;
const MARGIN = { left: 62, right: 16, top: 12, bottom: 46 };
/** As many ticks as an axis has, more or less. */
const TICKS = 5;

/** The chart as an SVG of a fixed size, in pixels. */
export function drawChart(
  { x, y, line, lines, dots, guide, here, density }: ChartSpec,
  colors: ChartColors,
  width: number,
  height: number,
): string {
  const right = Math.max(MARGIN.left + 1, width - MARGIN.right);
  const bottom = height - MARGIN.bottom;
  const toX = scale(x, MARGIN.left, right);
  const toY = scale(y, bottom, MARGIN.top);
  /** Nothing without a point: `M` alone is no path. */
  const along = (points: readonly Point[] | undefined, attributes: string) =>
    points?.length ? `<path d="M${points.map(at).join('L')}" fill="none" ${attributes}/>` : '';
  const at = ([px, py]: Point) => `${round(toX(px))},${round(toY(py))}`;
  const text = (content: string, attributes: string) =>
    `<text fill="${colors.text}" font-size="12" ${attributes}>${escaped(content)}</text>`;
  const label = ({ format = formatNumber }: Axis, tick: number) => format(tick);
  const most = Math.max(1, ...(density ?? []).map(([, rows]) => rows));
  const grid = (path: string) => `<path d="${path}" stroke="${colors.line}" fill="none"/>`;
  const parts = [
    ...ticks(x).map(
      (tick) =>
        grid(`M${round(toX(tick))} ${MARGIN.top}V${bottom}`) +
        text(label(x, tick), `x="${round(toX(tick))}" y="${bottom + 16}" text-anchor="middle"`),
    ),
    ...ticks(y).map(
      (tick) =>
        grid(`M${MARGIN.left} ${round(toY(tick))}H${round(right)}`) +
        text(label(y, tick), `x="${MARGIN.left - 6}" y="${round(toY(tick)) + 4}" text-anchor="end"`),
    ),
    text(x.name, `x="${round((MARGIN.left + right) / 2)}" y="${height - 8}" text-anchor="middle"`),
    text(
      y.name,
      `transform="translate(12 ${round((MARGIN.top + bottom) / 2)}) rotate(-90)" text-anchor="middle"`,
    ),
    ...(density ?? []).map(([at, rows]) => {
      const tall = (rows / most) * (bottom - MARGIN.top) * DENSITY_SHARE;
      return `<path d="M${round(toX(at))} ${bottom}v${round(-tall)}" stroke="${colors.guide}" stroke-width="6" stroke-opacity="0.45"/>`;
    }),
    along(guide, `stroke="${colors.guide}" stroke-dasharray="4 4"`),
    along(line, `stroke="${colors.mark}" stroke-width="2.5"`),
    ...(lines ?? []).map(({ points, color, isDashed }) =>
      along(points, `stroke="${color}" stroke-width="2.5"${isDashed ? ' stroke-dasharray="8 3"' : ''}`),
    ),
    ...(dots ?? []).map((dot) => circle(at(dot), 2.5, colors.mark, 0.55)),
    here ? circle(at(here), 6, colors.mark) : '',
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="inherit">${parts.join('')}</svg>`;
}

function circle(at: string, radius: number, color: string, opacity = 1): string {
  const [x = '', y = ''] = at.split(',');
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${color}" fill-opacity="${opacity}"/>`;
}

/** Names of columns and classes are whatever stands in a table. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function scale({ min, max }: Axis, from: number, to: number): (value: number) => number {
  const span = max - min || 1;
  return (value) => from + ((value - min) / span) * (to - from);
}

/** Round numbers between the ends of an axis: multiples of 1, 2, 2.5 or 5 times a power of ten. */
function ticks({ min, max }: Pick<Axis, 'min' | 'max'>): readonly number[] {
  if (!(max > min)) return [min];
  const rough = (max - min) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

const round = (value: number) => Math.round(10 * value) / 10;
