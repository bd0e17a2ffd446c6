import { expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/messages/evidence.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { needsTwo } from '../../src/services/fact-checks/needs-second-review.ts';
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
