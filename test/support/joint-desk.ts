import type { Answer } from '../../src/domain/fact-checks/signing.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  approveChange,
  returnChange,
  signChange,
} from '../../src/services/fact-checks/decide-change.ts';
import type { FactCheckDeps } from '../../src/services/fact-checks/fact-check-deps.ts';
import {
  addFactCheck,
  retractFactCheck,
  type Submitted,
  submitChange,
} from '../../src/services/fact-checks/submit-change.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { seededBytes } from './seeded-bytes.ts';
import { MORNING } from './stage.ts';

/** What several organisations say together in tests. */
export const STATEMENT = {
  title: 'Hari pemungutan suara tidak berubah',
  verdict: 'klarifikasi' as const,
  org: 'Posko',
  summary: 'Pemungutan suara tetap 27 November. Kabar penundaan tidak benar.',
  article: 'Pemungutan suara tetap **27 November**.',
  narratives: [],
};

/** What was submitted waits under this code; anything else is why not. */
export function codeOf(submitted: Submitted): string {
  if (submitted.type === 'proposed') return submitted.change.id;
  return submitted.type === 'refused' ? submitted.why : submitted.type;
}

/** A desk of two editors and three organisations that can be asked to sign. */
export async function openJointDesk(store: Store, ids = ['bawaslu', 'komdigi', 'polri']) {
  const clock = new VirtualClock(MORNING);
  const index = { follow: async () => {} };
  const settings = { ...defaultSettings, post: 'Posko', organisations: ['KPU'] };
  const randomBytes = seededBytes('bersama');
  const deps = { store, clock, index, settings, randomBytes } as unknown as FactCheckDeps;
  for (const id of ids) {
    const name = `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`;
    await addOrganisation(deps, { id, name, kind: 'other' }, 'ayu');
  }
  return {
    deps,
    clock,
    propose: (signatories: string[], changes = {}, by = 'rina') =>
      addFactCheck(deps, { by, written: { ...STATEMENT, ...changes }, signatories }),
    correct: (id: string, changes: object, signatories?: string[], by = 'rina') => {
      const wanted = { type: 'correct', id, changes } as const;
      return submitChange(deps, { by, why: 'Tanggalnya keliru.', signatories, wanted });
    },
    retract: (id: string, by = 'rina') => retractFactCheck(deps, id, { reason: 'Keliru.', by }),
    sign: (id: string, organisation: string, answer: Answer['answer'] = 'approved') =>
      signChange(deps, { id, by: `petugas ${organisation}`, organisation, answer, note: 'Baik.' }),
    approve: (id: string, by = 'budi') => approveChange(deps, { id, by }),
    giveBack: (id: string) => returnChange(deps, { id, by: 'budi', why: 'Diubah dulu.' }),
    /** Proposes, signs and publishes a statement; returns its fact-check. */
    async publish(signatories: string[], changes = {}) {
      const code = codeOf(await this.propose(signatories, changes));
      for (const id of signatories) await this.sign(code, id);
      await this.approve(code);
      const [found] = await store.factChecks.latest(1);
      if (!found) throw new Error(`${code} was not published`);
      return found;
    },
  };
}
