import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';

export interface ChartPoint {
  key: string;
  tick: string;
  /** Stands under the first tick of each year; empty where the tick says it already. */
  year: string;
  /** How far into its year it is; where ticks must be left out, the rounder places keep theirs. */
  place: number;
  /** Null is a gap in the line, never a zero. */
  measure: { value: number; low: number; high: number } | null;
}

export interface ChartDrawing {
  line: string;
  band: string;
  points: { x: number; y: number | null; tick: string | null; year: string | null }[];
  ticks: { value: number; y: number }[];
  domain: [number, number];
  /** Left and right end of the plot. */
  span: [number, number];
  floor: number;
}

const margin = { top: 12, right: 16, bottom: 44, left: 56 };
const tickRoom = 40;
/** Every year, half-year, quarter-year begins on a tick, whether it has quarters, months or weeks. */
const roundSteps = [1, 2, 4, 6, 12, 13, 26, 52];

/**
 * Lays out shares along time. Time runs from left to right in every language: newspapers in Persian
 * draw it so, and a mirrored axis is read as a falling trend.
 */
export function layOutChart(points: ChartPoint[], width: number, height: number): ChartDrawing {
  const span: [number, number] = [margin.left, Math.max(margin.left + 1, width - margin.right)];
  const floor = height - margin.bottom;
  const x = scalePoint<string>()
    .domain(points.map((point) => point.key))
    .range(span)
    .padding(0.35);
  const y = scaleLinear().domain(domainOf(points)).nice(4).range([floor, margin.top]);
  const [low = 0, high = 1] = y.domain();
  y.domain([Math.max(0, low), Math.min(1, high)]);

  const at = (point: ChartPoint) => x(point.key) ?? span[0];
  const crowding = (points.length * tickRoom) / (span[1] - span[0]);
  const everyNth = roundSteps.find((step) => step >= crowding) ?? Math.ceil(crowding);
  const ticked = withoutCollisions(
    points.filter((point) => point.place % everyNth === 0),
    at,
  );
  let year = '';
  return {
    line:
      line<ChartPoint>(at, (point) => y(point.measure?.value ?? 0)).defined(isKnown)(points) ?? '',
    band:
      area<ChartPoint>(
        at,
        (point) => y(point.measure?.low ?? 0),
        (point) => y(point.measure?.high ?? 0),
      ).defined(isKnown)(points) ?? '',
    points: points.map((point) => {
      const hasTick = ticked.has(point);
      const opensYear = hasTick && point.year !== year;
      if (opensYear) year = point.year;
      return {
        x: at(point),
        y: point.measure ? y(point.measure.value) : null,
        tick: hasTick ? point.tick : null,
        year: opensYear ? point.year : null,
      };
    }),
    ticks: y.ticks(4).map((value) => ({ value, y: y(value) })),
    domain: [y.invert(floor), y.invert(margin.top)],
    span,
    floor,
  };
}

/** The 53rd week would run into the first of the next year; the later tick, which names it, stays. */
function withoutCollisions(
  wished: ChartPoint[],
  at: (point: ChartPoint) => number,
): Set<ChartPoint> {
  return new Set(
    wished.filter((point, index) => {
      const next = wished[index + 1];
      return !next || at(next) - at(point) >= tickRoom * 0.75;
    }),
  );
}

/** From the lowest to the highest end of any interval, with a little air, within 0 and 1. */
function domainOf(points: ChartPoint[]): [number, number] {
  const known = points.flatMap((point) => (point.measure ? [point.measure] : []));
  if (known.length === 0) return [0, 1];
  const low = Math.min(...known.map((measure) => measure.low));
  const high = Math.max(...known.map((measure) => measure.high));
  const air = Math.max(0.005, (high - low) * 0.1);
  return [Math.max(0, low - air), Math.min(1, high + air)];
}

function isKnown(point: ChartPoint): boolean {
  return point.measure !== null;
}
