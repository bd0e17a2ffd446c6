import { expect, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { notifyOfBreach, prepareBreach } from '../../src/services/privacy/breach.ts';
import type { PrivacyDeps } from '../../src/services/privacy/privacy-deps.ts';
import { loadScript, MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const script = loadScript();

/** A store with so many citizens, of whom nothing is kept but their number. */
function aCrowd(count: number) {
  const all = Array.from({ length: count }, (_, n) => `c${String(n).padStart(5, '0')}`);
  const told: string[] = [];
  const none = async () => [];
  const store = {
    rights: {
      citizensAfter: async (id: string, limit: number) =>
        all.filter((each) => each > id).slice(0, limit),
      consentsOf: none,
    },
    cases: { tipsBy: none },
    ledger: { toldTo: none },
    turns: {
      readTurn: async () => ({ profile: newProfile('id', MORNING) }),
      keepNotice: async (citizen: string) => {
        if (told.includes(citizen)) return false;
        told.push(citizen);
        return true;
      },
    },
    audit: { append: async () => {} },
  };
  const woken: string[] = [];
  const deps = {
    store,
    clock: { now: () => MORNING },
    jobs: { wake: ({ citizen }: { citizen: string }) => void woken.push(citizen) },
    script,
    settings: defaultSettings,
  } as unknown as PrivacyDeps; // all that a breach uses
  return { deps, all, woken };
}

const breach = { from: MORNING - HOUR, to: MORNING + HOUR, kinds: ['number'] as const };
const by = { by: 'ayu', isDrill: false };

test.each([0, 499, 500, 501, 1000])(
  'of %i citizens all are concerned, each once',
  async (count) => {
    const { deps, all } = aCrowd(count);
    const file = await prepareBreach(deps, { ...breach, known: MORNING }, by);
    expect(file.affected.map(({ citizen }) => citizen)).toEqual(all);
  },
);

test('the agency is to be told within three days of knowing, whenever the breach was', async () => {
  const { deps } = aCrowd(1);
  const file = await prepareBreach(deps, { ...breach, known: MORNING + 5 * HOUR }, by);
  expect(file.dueAt).toBe(MORNING + 77 * HOUR);
});

test('who was told already is neither told nor counted again', async () => {
  const { deps, woken } = aCrowd(3);
  const file = await prepareBreach(deps, { ...breach, known: MORNING }, by);
  expect(await notifyOfBreach(deps, file, 'ayu')).toBe(3);
  expect(await notifyOfBreach(deps, file, 'ayu')).toBe(0);
  expect(woken).toHaveLength(3);
});
