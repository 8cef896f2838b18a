/** A point of the drawing; y grows downwards, as on the screen. */
export interface Point {
  x: number;
  y: number;
}

export interface Facet {
  tone: 'light' | 'shade' | 'deep';
  outline: Point[];
}

/** The iceberg in a unit square, clockwise from its peak. Straight edges keep its areas exact. */
const outline: readonly Point[] = [
  { x: 0.435, y: 0 },
  { x: 0.5, y: 0.055 },
  { x: 0.535, y: 0.05 },
  { x: 0.6, y: 0.125 },
  { x: 0.655, y: 0.15 },
  { x: 0.72, y: 0.235 },
  { x: 0.86, y: 0.3 },
  { x: 0.955, y: 0.39 },
  { x: 1, y: 0.5 },
  { x: 0.945, y: 0.62 },
  { x: 0.85, y: 0.715 },
  { x: 0.79, y: 0.83 },
  { x: 0.665, y: 0.91 },
  { x: 0.565, y: 1 },
  { x: 0.45, y: 0.955 },
  { x: 0.33, y: 0.885 },
  { x: 0.245, y: 0.775 },
  { x: 0.115, y: 0.69 },
  { x: 0.05, y: 0.56 },
  { x: 0, y: 0.45 },
  { x: 0.07, y: 0.345 },
  { x: 0.19, y: 0.265 },
  { x: 0.275, y: 0.175 },
  { x: 0.335, y: 0.135 },
  { x: 0.385, y: 0.05 },
];

const at = (x: number, y: number): Point => ({ x, y });

/** Faces of the ice, lit from the starting side; they carry no figures. */
const facets: readonly Facet[] = [
  { tone: 'shade', outline: [at(0.435, 0), at(0.5, 0.055), at(0.52, 0.19), at(0.46, 0.15)] },
  { tone: 'deep', outline: [at(0.535, 0.05), at(0.6, 0.125), at(0.63, 0.31), at(0.52, 0.19)] },
  { tone: 'shade', outline: [at(0.46, 0.15), at(0.52, 0.19), at(0.63, 0.31), at(0.4, 0.36)] },
  { tone: 'deep', outline: [at(0.655, 0.15), at(0.72, 0.235), at(0.86, 0.3), at(0.63, 0.31)] },
  { tone: 'light', outline: [at(0.335, 0.135), at(0.46, 0.15), at(0.4, 0.36), at(0.275, 0.175)] },
  { tone: 'light', outline: [at(0.19, 0.265), at(0.4, 0.36), at(0.27, 0.53), at(0, 0.45)] },
  { tone: 'shade', outline: [at(0.63, 0.31), at(0.86, 0.3), at(0.955, 0.39), at(0.76, 0.52)] },
  { tone: 'light', outline: [at(0.4, 0.36), at(0.63, 0.31), at(0.76, 0.52), at(0.51, 0.58)] },
  { tone: 'deep', outline: [at(0.955, 0.39), at(1, 0.5), at(0.945, 0.62), at(0.76, 0.52)] },
  { tone: 'shade', outline: [at(0.76, 0.52), at(0.945, 0.62), at(0.85, 0.715), at(0.53, 0.79)] },
  { tone: 'deep', outline: [at(0.85, 0.715), at(0.79, 0.83), at(0.665, 0.91), at(0.53, 0.79)] },
  { tone: 'light', outline: [at(0.27, 0.53), at(0.51, 0.58), at(0.53, 0.79), at(0.115, 0.69)] },
  { tone: 'shade', outline: [at(0.115, 0.69), at(0.53, 0.79), at(0.33, 0.885), at(0.245, 0.775)] },
  { tone: 'deep', outline: [at(0.53, 0.79), at(0.665, 0.91), at(0.565, 1), at(0.45, 0.955)] },
];

export interface Frame {
  /** Where the iceberg stands, in the picture's own units. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Readers from right to left get the mirrored picture. */
  mirrored: boolean;
}

export interface Iceberg {
  /** The height of the water line. */
  waterLine: number;
  above: Point[];
  below: Point[];
  facets: Facet[];
}

/**
 * Draws the iceberg with the water line where the area below it is exactly `shareBelow` of the whole.
 * The shape never changes, only the water rises and falls: two pictures can be compared by eye.
 */
export function drawIceberg(shareBelow: number, frame: Frame): Iceberg {
  const place = ({ x, y }: Point): Point => ({
    x: frame.x + (frame.mirrored ? 1 - x : x) * frame.width,
    y: frame.y + y * frame.height,
  });
  const whole = outline.map(place);
  const waterLine = waterLineFor(whole, shareBelow, frame.y, frame.y + frame.height);
  return {
    waterLine,
    above: keep(whole, waterLine, 'above'),
    below: keep(whole, waterLine, 'below'),
    facets: facets.map((facet) => ({ tone: facet.tone, outline: facet.outline.map(place) })),
  };
}

/** The area inside a closed line (the shoelace formula). */
export function areaOf(points: readonly Point[]): number {
  let doubled = 0;
  edges(points, (from, to) => {
    doubled += from.x * to.y - to.x * from.y;
  });
  return Math.abs(doubled) / 2;
}

export function pathOf(points: readonly Point[]): string {
  if (points.length === 0) return '';
  return `M${points.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}Z`;
}

/** Halves the range until the line is exact far below a pixel; the area below only shrinks with y. */
function waterLineFor(whole: Point[], shareBelow: number, top: number, bottom: number): number {
  const wanted = areaOf(whole) * Math.min(1, Math.max(0, shareBelow));
  let high = top;
  let low = bottom;
  for (let step = 0; step < 40; step += 1) {
    const middle = (high + low) / 2;
    if (areaOf(keep(whole, middle, 'below')) > wanted) high = middle;
    else low = middle;
  }
  return (high + low) / 2;
}

/** The part of a shape on one side of a level line (Sutherland–Hodgman). */
function keep(shape: readonly Point[], level: number, side: 'above' | 'below'): Point[] {
  const isInside = ({ y }: Point) => (side === 'above' ? y <= level : y >= level);
  const kept: Point[] = [];
  edges(shape, (from, to) => {
    if (isInside(from)) kept.push(from);
    if (isInside(from) !== isInside(to)) {
      const ratio = (level - from.y) / (to.y - from.y);
      kept.push({ x: from.x + (to.x - from.x) * ratio, y: level });
    }
  });
  return kept;
}

function edges(points: readonly Point[], visit: (from: Point, to: Point) => void): void {
  points.forEach((from, index) => {
    const to = points[(index + 1) % points.length];
    if (to) visit(from, to);
  });
}
