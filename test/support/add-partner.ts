import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  addOrganisation,
  changeOrganisation,
} from '../../src/services/organisations/organisations.ts';
import { addRule } from '../../src/services/partners/routing.ts';
import { seededBytes } from './seeded-bytes.ts';
import { MORNING } from './stage.ts';

/** Bawaslu, to whom the rules lead what breaks election law and what stirs up hatred. */
export async function addPartner(store: Store): Promise<void> {
  const keeping = { store, clock: new VirtualClock(MORNING), randomBytes: seededBytes('mitra') };
  await addOrganisation(keeping, { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor' }, 'ayu');
  await readByFeed(keeping, 'bawaslu');
  const rule = {
    threats: ['pelanggaran_pemilu' as const, 'ujaran_kebencian' as const],
    regions: [],
    nearElection: false,
    organisation: 'bawaslu',
    answerHours: 24,
  };
  await addRule(keeping, rule, 'ayu');
}

/** Gives an organisation a feed, so that somebody there can read what is passed on. */
export async function readByFeed(
  keeping: Parameters<typeof changeOrganisation>[0],
  id: string,
): Promise<void> {
  const feed = { digest: 'not-a-real-token', seenUntil: 0 };
  await changeOrganisation(keeping, { id, by: 'ayu', what: undefined }, () => ({ feed }));
}
