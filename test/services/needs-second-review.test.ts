import { expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/messages/evidence.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { needsTwo, needTwo } from '../../src/services/fact-checks/needs-second-review.ts';
import { aCase, aTip } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
const CLAIM = 'Minum air kelapa muda bisa menyembuhkan kanker dalam seminggu';

/** Whether a case about health with so many files needs a second person, a week before a vote. */
function isForTwo(files: number, evidence?: Partial<Evidence>): Promise<boolean> {
  const found = aCase({ claim: CLAIM });
  const media = Array.from({ length: files }, (_, at) => ({
    sha256: String(at).padStart(64, '0'),
    mime: 'image/jpeg',
  }));
  const read: Evidence = { kind: 'picture', texts: [], asked: {}, kept: {}, ...evidence };
  const elections = [{ name: 'Pemilu', at: MORNING + 7 * DAY }];
  const asking = {
    settings: { ...defaultSettings, secondPerson: ['election' as const], elections },
    clock: { now: () => MORNING },
    store: {
      cases: { tipsOf: async () => [aTip({ case: found.id, text: CLAIM, media })] },
      media: { evidenceOf: async () => read },
    },
  } as unknown as Parameters<typeof needsTwo>[0];
  return needsTwo(asking, { case: found });
}

test('near a vote, a file that nobody could read needs a second person, and so do more than are looked at', async () => {
  expect(await isForTwo(0)).toBe(false);
  expect(await isForTwo(50)).toBe(false);
  expect(await isForTwo(51)).toBe(true);
  expect(await isForTwo(1, { problem: 'unreadable' })).toBe(true);
  expect(await isForTwo(1, { kind: 'sound' })).toBe(true);
  const texts = [{ source: 'speech' as const, text: 'Air kelapa' }];
  expect(await isForTwo(1, { kind: 'sound', texts })).toBe(false);
});

/** What decides about words that somebody has typed or sent, so many days before a vote in Bali. */
function asking(
  days: number,
  { read = undefined as Evidence | undefined, tips = [aTip({ case: 'c' })] } = {},
) {
  const elections = [{ name: 'Pilkada', at: MORNING + days * DAY, region: 'Bali' }];
  const secondPerson = ['election' as const, 'sara' as const];
  return {
    settings: { ...defaultSettings, secondPerson, elections },
    clock: { now: () => MORNING },
    store: { cases: { tipsOf: async () => tips }, media: { evidenceOf: async () => read } },
  } as unknown as Parameters<typeof needsTwo>[0];
}

const VOTE = 'Pemilu ditunda KPU';
const PLAIN = 'Air kelapa menyembuhkan kanker';

test('words on a topic for two need a second person, wherever they stand', async () => {
  const said = { title: PLAIN, narratives: [PLAIN] };
  const isForTwoPeople = (about: Parameters<typeof needsTwo>[1]) => needsTwo(asking(999), about);
  expect(await isForTwoPeople({ said: [said], texts: [undefined, PLAIN] })).toBe(false);
  for (const place of ['title', 'claim', 'summary', 'explanation', 'topic'] as const) {
    expect(await isForTwoPeople({ said: [said, { ...said, [place]: VOTE }] })).toBe(true);
  }
  expect(await isForTwoPeople({ said: [{ ...said, narratives: [PLAIN, VOTE] }] })).toBe(true);
  expect(await isForTwoPeople({ texts: [VOTE] })).toBe(true);
  const long = { ...said, explanation: `${'x'.repeat(600)} ${VOTE}` };
  expect(await isForTwoPeople({ said: [long] })).toBe(false);
  expect(await isForTwoPeople({ case: aCase({ claim: VOTE }) })).toBe(true);
  expect([needTwo(asking(999), [said]), needTwo(asking(999), [said, { title: VOTE }])]).toEqual([
    ...[false, true],
  ]);
});

test('what stands in a file that citizens sent counts as their words', async () => {
  const media = [{ sha256: 'a'.repeat(64), mime: 'image/png' }];
  const tips = [aTip({ case: 'c', text: PLAIN, media })];
  const texts = [{ source: 'picture' as const, text: VOTE }];
  const read: Evidence = { kind: 'picture', texts, asked: {}, kept: {} };
  const about = { case: aCase({ claim: PLAIN }) };
  expect(await needsTwo(asking(999, { tips, read }), about)).toBe(true);
  expect(await needsTwo(asking(999, { tips, read: { ...read, texts: [] } }), about)).toBe(false);
});

test('near a vote in its region, what nobody can place needs two; elsewhere and later it does not', async () => {
  const media = [{ sha256: 'a'.repeat(64), mime: 'image/png' }];
  const about = { case: aCase({ claim: PLAIN }) };
  const unread = (days: number, region?: string) =>
    needsTwo(
      asking(days, { tips: [aTip({ case: 'c', text: PLAIN, media, ...(region && { region }) })] }),
      about,
    );
  expect(await unread(7, 'Bali')).toBe(true);
  expect(await unread(7, 'Papua')).toBe(false);
  expect(await unread(999, 'Bali')).toBe(false);
  const placeless = { said: [{ title: 'Lihat ini' }] };
  const everywhere = asking(7);
  const elections = [{ name: 'Pemilu', at: MORNING + 7 * DAY }];
  const near = { ...everywhere, settings: { ...everywhere.settings, elections } };
  expect(await needsTwo(near, placeless)).toBe(true);
  expect(needTwo(near, placeless.said)).toBe(true);
  expect(needTwo(near, [{ title: PLAIN }])).toBe(false);
  const others = { ...near, settings: { ...near.settings, secondPerson: ['sara' as const] } };
  expect(await needsTwo(others, placeless)).toBe(false);
  const nobody = { ...near, settings: { ...near.settings, secondPerson: [] } };
  expect(await needsTwo(nobody, { texts: [VOTE] })).toBe(false);
});
