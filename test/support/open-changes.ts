import { onTestFinished } from 'vitest';
import type { PublishedFactCheck } from '../../src/domain/fact-checks/published-fact-check.ts';
import { defaultSettings, type Settings } from '../../src/domain/settings/settings.ts';
import type { FactCheckDeps } from '../../src/services/fact-checks/fact-check-deps.ts';
import { listChanges } from '../../src/services/fact-checks/proposed-change.ts';
import {
  addFactCheck,
  type WrittenFactCheck,
} from '../../src/services/fact-checks/submit-change.ts';
import {
  addOrganisation,
  changeOrganisation,
} from '../../src/services/organisations/organisations.ts';
import { openInMemory } from './both-stores.ts';
import { aFactCheck } from './builders.ts';
import { seededBytes } from './seeded-bytes.ts';
import { MORNING } from './stage.ts';

/** A store with some fact-checks, a clock that the test moves, and the changes that wait. */
export async function openChanges(
  settings: Partial<Settings> = {},
  known: Partial<PublishedFactCheck>[] = [{ id: 'f' }],
) {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  await store.factChecks.save(known.map((each) => aFactCheck(each)));
  const time = { now: MORNING };
  const followed = { times: 0 };
  const deps = {
    store,
    clock: { now: () => time.now, at: () => () => {} },
    settings: { ...defaultSettings, ...settings },
    randomBytes: seededBytes('changes'),
    index: {
      follow: async () => {
        followed.times += 1;
      },
    },
  } as unknown as FactCheckDeps; // all that a change uses
  const written: WrittenFactCheck = {
    ...{ title: 'Toko Maju buka', verdict: 'salah', org: 'Posko', url: 'https://a.example/1' },
    ...{ summary: 'Toko itu buka seperti biasa.', narratives: ['Toko Maju tutup'] },
  };
  return {
    store,
    deps,
    time,
    followed,
    written,
    add: (changes: Partial<WrittenFactCheck> = {}, asked: object = {}) =>
      addFactCheck(deps, { by: 'rina', ...asked, written: { ...written, ...changes } }),
    get: (id = 'f') => store.factChecks.get(id),
    waiting: () => listChanges(deps),
    /** Who did what, the first first; and without what everybody did before. */
    audited: async () =>
      (await store.audit.list(99))
        .map(({ what, by, of, details }) => ({ what, by, of, details }))
        .filter(({ what }) => what !== 'partner-changed')
        .toReversed(),
    announced: () => store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 9),
    partner: (id: string, name: string) =>
      addOrganisation(deps, { id, name, kind: 'supervisor' }, 'ayu'),
    disable: (id: string, isActive = false) =>
      changeOrganisation(deps, { id, by: 'ayu', what: undefined }, () => ({ isActive })),
  };
}

/** The code of a change that waits or is held. */
export function codeOf(submitted: { type: string; change?: { id: string } }): string {
  if (!submitted.change) throw new Error(`it is ${submitted.type}`);
  return submitted.change.id;
}
