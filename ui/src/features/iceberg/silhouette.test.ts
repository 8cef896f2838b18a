import { describe, expect, test } from 'vitest';
import { areaOf, drawIceberg, pathOf, type Point } from './silhouette';

const frame = { x: 40, y: 68, width: 396, height: 296, mirrored: false };

/** What a viewer sees: the points as the path prints them, rounding included. */
function areaOfPath(path: string): number {
  return areaOf(
    [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]): Point => ({
      x: Number(x),
      y: Number(y),
    })),
  );
}

describe('the iceberg', () => {
  test.each([0, 0.001, 0.05, 0.2, 0.5, 0.68, 0.93, 0.979, 0.999, 1])(
    'has %f of its drawn area under water',
    (share) => {
      const iceberg = drawIceberg(share, frame);
      const above = areaOfPath(pathOf(iceberg.above));
      const below = areaOfPath(pathOf(iceberg.below));
      expect(below / (above + below)).toBeCloseTo(share, 3);
    },
  );

  test.each([0.03, 0.5, 0.93])('shows both parts to within 1% of each at %f', (share) => {
    const iceberg = drawIceberg(share, { ...frame, width: 170, height: 232 });
    const above = areaOfPath(pathOf(iceberg.above));
    const below = areaOfPath(pathOf(iceberg.below));
    const whole = above + below;
    expect(Math.abs(below / (share * whole) - 1)).toBeLessThan(0.01);
    expect(Math.abs(above / ((1 - share) * whole) - 1)).toBeLessThan(0.01);
  });

  test('keeps its whole area whatever the share', () => {
    const whole = (share: number) => {
      const { above, below } = drawIceberg(share, frame);
      return areaOf(above) + areaOf(below);
    };
    expect(whole(0.4)).toBeCloseTo(whole(0.93), 6);
  });

  test('sinks as the one-to-one share grows', () => {
    const line = (share: number) => drawIceberg(share, frame).waterLine;
    expect(line(0.95)).toBeLessThan(line(0.93));
    expect(line(0)).toBeCloseTo(frame.y + frame.height, 3);
    expect(line(1)).toBeCloseTo(frame.y, 3);
  });

  test('is the same size when mirrored for readers from right to left', () => {
    const plain = drawIceberg(0.93, frame);
    const mirrored = drawIceberg(0.93, { ...frame, mirrored: true });
    expect(mirrored.waterLine).toBeCloseTo(plain.waterLine, 9);
    expect(areaOf(mirrored.below)).toBeCloseTo(areaOf(plain.below), 6);
    expect(mirrored.below).not.toEqual(plain.below);
  });
});

test('the area of a triangle is half its base times its height', () => {
  const triangle = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 3, y: 8 },
  ];
  expect(areaOf(triangle)).toBe(40);
});
