import { describe, expect, test } from 'vitest';
import { layOutChart, type ChartPoint } from './line-chart';

function quarter(index: number, value: number | null): ChartPoint {
  const year = String(2020 + Math.floor(index / 4));
  const place = index % 4;
  return {
    key: `${year}-Q${place + 1}`,
    tick: `Q${place + 1}`,
    year,
    place,
    measure: value === null ? null : { value, low: value - 0.01, high: value + 0.01 },
  };
}

const twelve = Array.from({ length: 12 }, (_, index) => quarter(index, 0.9 + index / 1000));

describe('a chart', () => {
  test('runs from left to right and up', () => {
    const { points } = layOutChart(twelve, 800, 288);
    const first = points.at(0);
    const last = points.at(-1);
    expect(first?.x).toBeLessThan(last?.x ?? 0);
    expect(first?.y).toBeGreaterThan(last?.y ?? Infinity);
  });

  test('breaks its line and its band at a gap', () => {
    const { line, band, points } = layOutChart(
      [quarter(0, 0.9), quarter(1, 0.91), quarter(2, null), quarter(3, 0.93), quarter(4, 0.92)],
      800,
      288,
    );
    expect(line.match(/M/g)).toHaveLength(2);
    expect(band.match(/M/g)).toHaveLength(2);
    expect(points[2]?.y).toBeNull();
  });

  test('never shows a share below nothing or above all', () => {
    const { domain } = layOutChart([quarter(0, 0.004), quarter(1, 0.996)], 800, 288);
    expect(domain).toEqual([0, 1]);
  });

  test('names each year once, under its first tick', () => {
    const { points } = layOutChart(twelve, 800, 288);
    expect(points.flatMap((point) => point.year ?? [])).toEqual(['2020', '2021', '2022']);
  });

  test('leaves out ticks evenly where it is narrow', () => {
    const { points } = layOutChart(twelve, 326, 288);
    const ticks = points.flatMap((point) => point.tick ?? []);
    expect(ticks).toEqual(['Q1', 'Q3', 'Q1', 'Q3', 'Q1', 'Q3']);
  });

  test('keeps the first week of a year clear of the last of the year before', () => {
    const weeks = Array.from({ length: 106 }, (_, index) => {
      const place = index % 53;
      const year = String(2020 + Math.floor(index / 53));
      return {
        ...quarter(0, 0.9),
        key: `${year}-W${place + 1}`,
        tick: `W${place + 1}`,
        year,
        place,
      };
    });
    const { points } = layOutChart(weeks, 700, 288);
    const ticked = points.filter((point) => point.tick !== null);
    ticked.slice(1).forEach((point, index) => {
      expect(point.x - (ticked[index]?.x ?? 0)).toBeGreaterThanOrEqual(30);
    });
    expect(points.flatMap((point) => point.year ?? [])).toEqual(['2020', '2021']);
  });

  test('without any figures is empty and not broken', () => {
    const { line, domain } = layOutChart([quarter(0, null)], 800, 288);
    expect(line).toBe('');
    expect(domain).toEqual([0, 1]);
  });
});
