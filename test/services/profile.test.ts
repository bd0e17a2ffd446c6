import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newProfile, type Profile, spend } from '../../src/domain/citizens/profile.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;
const fresh = newProfile('id', MORNING);

test('twenty messages in a breath are within the allowance, the next one is not', () => {
  expect(limits(fresh, Array(21).fill(0))).toEqual([...Array(20).fill('within'), 'notice']);
});

test('over the allowance there is one notice and then silence', () => {
  const said = limits(fresh, Array(25).fill(0)).slice(20);
  expect(said).toEqual(['notice', 'silence', 'silence', 'silence', 'silence']);
});

test('a minute later the burst is allowed again', () => {
  const spent = after(fresh, 21);
  const said = limits(spent, Array(20).fill(MINUTE));
  expect(said).toEqual(Array(20).fill('within'));
});

test('after a pause the next overrun gets its own notice', () => {
  const silent = after(fresh, 25);
  const calm = spend(silent, 1, MORNING + MINUTE).profile;
  const said = limits(calm, Array(21).fill(MINUTE));
  expect(said.at(-2)).toBe('notice');
});

test('200 messages a day are within the allowance, however they are spread', () => {
  const everyFiveSeconds = Array.from({ length: 260 }, (_, n) => n * 5000);
  const said = limits(fresh, everyFiveSeconds);
  const within = said.filter((limit) => limit === 'within').length;
  expect(within).toBeGreaterThanOrEqual(200);
  expect(within).toBeLessThan(206);
});

test('what is refused costs nothing', () => {
  const spent = after(fresh, 20);
  const refused = spend(spent, 1, MORNING).profile.allowance;
  expect(refused).toMatchObject({ minute: spent.allowance.minute, day: spent.allowance.day });
});

test('a bundle of ten counts as ten', () => {
  const { profile } = spend(fresh, 10, MORNING);
  expect(limits(profile, Array(11).fill(0)).at(-1)).toBe('notice');
});

test('a clock that goes back gives no allowance away', () => {
  const spent = after(fresh, 20);
  expect(spend(spent, 1, MORNING - MINUTE).limit).toBe('notice');
});

test('the allowance is never negative and never above its measure', () => {
  const steps = fc.array(
    fc.record({ messages: fc.integer({ min: 1, max: 40 }), ms: fc.integer({ min: 0, max: 1e8 }) }),
  );
  fc.assert(
    fc.property(steps, (taken) => {
      let profile = fresh;
      let now = MORNING;
      for (const { messages, ms } of taken) {
        now += ms;
        ({ profile } = spend(profile, messages, now));
        const { minute, day } = profile.allowance;
        expect(minute).toBeGreaterThanOrEqual(0);
        expect(minute).toBeLessThanOrEqual(20);
        expect(day).toBeGreaterThanOrEqual(0);
        expect(day).toBeLessThanOrEqual(200);
      }
    }),
  );
});

function limits(profile: Profile, offsets: readonly number[]): string[] {
  let spent = profile;
  return offsets.map((ms) => {
    const result = spend(spent, 1, MORNING + ms);
    spent = result.profile;
    return result.limit;
  });
}

function after(profile: Profile, messages: number): Profile {
  let spent = profile;
  for (let n = 0; n < messages; n += 1) spent = spend(spent, 1, MORNING).profile;
  return spent;
}
