import { seededBytes } from '../../src/commands/seeded-bytes.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { addOrganisation } from '../../src/tipline/partners/organisations.ts';
import { addRule } from '../../src/tipline/partners/routing.ts';
import type { Store } from '../../src/tipline/ports.ts';
import { MORNING } from './stage.ts';

/** Bawaslu, to whom the rules lead what breaks election law and what stirs up hatred. */
export async function addPartner(store: Store): Promise<void> {
  const keeping = { store, clock: new VirtualClock(MORNING), randomBytes: seededBytes('mitra') };
  await addOrganisation(keeping, { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor' }, 'ayu');
  const rule = {
    threats: ['pelanggaran_pemilu' as const, 'ujaran_kebencian' as const],
    regions: [],
    nearElection: false,
    organisation: 'bawaslu',
    answerHours: 24,
  };
  await addRule(keeping, rule, 'ayu');
}
