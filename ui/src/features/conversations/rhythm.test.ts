import { describe, expect, test } from 'vitest';
import type { Post } from '$api/posts';
import { Moments } from '$i18n/moments';
import { rhythm } from './rhythm';

const at = (...times: string[]) =>
  times.map((time, index) => ({ id: `p${index}`, created_at: `${time}:00.000Z` }) as Post);

const inZone = (zone: string) => {
  const moments = new Moments('en', zone);
  return (moment: string) => moments.isoDay(moment);
};

/** Per post: `day` where one begins, and the silence before it. */
function beats(posts: Post[], zone = 'UTC'): string[] {
  return rhythm(posts, inZone(zone)).map(({ day, silence }) =>
    [day && 'day', silence && `${silence.value} ${silence.unit}`].filter(Boolean).join(' '),
  );
}

describe('the rhythm of a conversation', () => {
  test('names only long silences', () => {
    const posts = at(
      '2015-03-03T09:00',
      '2015-03-03T10:59',
      '2015-03-03T12:59',
      '2015-03-03T22:30',
    );
    expect(beats(posts)).toEqual(['day', '', '2 hour', '9 hour']);
  });

  test('a new day says that a night has passed', () => {
    expect(beats(at('2015-03-03T18:00', '2015-03-04T09:00'))).toEqual(['day', 'day']);
  });

  test.each([
    ['2015-03-06T18:00', 'day 3 day'],
    ['2015-04-30T18:00', 'day 58 day'],
    ['2015-09-03T18:00', 'day 6 month'],
    ['2018-03-03T18:00', 'day 3 year'],
  ])('from 3 March 2015 to %s it was %s', (later, expected) => {
    expect(beats(at('2015-03-03T18:00', later))[1]).toBe(expected);
  });

  test('no silence is shorter than two of its unit, which is what the Czech sentence relies on', () => {
    for (let hours = 1; hours < 24 * 900; hours += 7) {
      const later = new Date(Date.UTC(2015, 0, 1) + hours * 3_600_000).toISOString().slice(0, 16);
      const [, beat] = rhythm(at('2015-01-01T00:00', later), inZone('UTC'));
      if (beat?.silence) expect(beat.silence.value).toBeGreaterThanOrEqual(2);
    }
  });

  test('days are those of the reader', () => {
    const posts = at('2015-03-03T20:00', '2015-03-03T21:00');
    expect(beats(posts)).toEqual(['day', '']);
    expect(beats(posts, 'Asia/Tehran')).toEqual(['day', 'day']);
  });

  test('nothing said has no rhythm', () => {
    expect(rhythm([], inZone('UTC'))).toEqual([]);
  });
});
