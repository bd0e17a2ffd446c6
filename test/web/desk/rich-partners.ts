import type { AppDeps } from '../../../src/app/app-deps.ts';
import { signChange } from '../../../src/services/fact-checks/decide-change.ts';
import { addFactCheck } from '../../../src/services/fact-checks/submit-change.ts';
import { addOrganisation } from '../../../src/services/organisations/organisations.ts';
import { answerReferral, referCase } from '../../../src/services/partners/refer-case.ts';
import { addRule } from '../../../src/services/partners/routing.ts';
import { readByFeed } from '../../support/add-partner.ts';
import { aFactCheck } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';
import { tickets } from './rich-desk.ts';

const HOUR = 3_600_000;

/** Two partners, a rule, and a referral in each standing but late. */
export async function fillPartners(deps: AppDeps): Promise<void> {
  const webhook = 'https://mitra.example/posko';
  const liaison = 'Sari, +62 812 0000 0001, sari@bawaslu.example';
  const bawaslu = { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor', webhook, liaison } as const;
  await addOrganisation(deps, bawaslu, 'Intan');
  const longest = 'Kementerian Komunikasi dan Digital Republik Indonesia';
  await addOrganisation(deps, { id: 'komdigi', name: longest, kind: 'ministry' }, 'Intan');
  await readByFeed(deps, 'komdigi');
  await addOrganisation(deps, { id: 'polri', name: 'Polri', kind: 'police' }, 'Intan');
  const rule = { organisation: 'komdigi', threats: ['penipuan' as const], regions: ['Jawa Barat'] };
  await addRule(deps, { ...rule, nearElection: true, answerHours: 6 }, 'Intan');
  const by = 'Budi';
  const threat = 'penipuan';
  for (const [ticket, organisation] of [
    [tickets.busy, 'bawaslu'],
    [tickets.health, 'bawaslu'],
    [tickets.published, 'bawaslu'],
    [tickets.busy, 'komdigi'],
  ] as const) {
    await referCase(deps, { ticket, organisation, threat, answerMs: 24 * HOUR, by });
  }
  const note = 'Unggahannya sedang ditinjau.';
  for (const [ticket, status] of [
    [tickets.health, 'diproses'],
    [tickets.published, 'ditolak'],
  ] as const) {
    const reference = `${ticket}-BAWASLU`;
    const recordedBy = status === 'diproses' ? 'post' : 'partner';
    const organisation = 'bawaslu';
    await answerReferral(deps, { reference, organisation, status, note, by, recordedBy });
  }
}

const WORDS = {
  title: 'Hari pemungutan suara tidak berubah',
  verdict: 'klarifikasi',
  org: 'Posko',
  summary: 'Pemungutan suara tetap 27 November. Kabar penundaan tidak benar.',
  article:
    '## Jadwal\n\nPemungutan suara tetap **27 November**, lihat [jadwal](https://kpu.example).',
  narratives: [],
} as const;

/** A joint statement that waits for signatures, of which one has come and one is refused. */
export async function proposeStatement(deps: AppDeps, signatories: readonly string[]) {
  const written = { ...WORDS, narratives: [] };
  const proposed = await addFactCheck(deps, { by: 'Sari', written, signatories });
  if (proposed.type !== 'proposed') throw new Error(`the statement is ${proposed.type}`);
  const { id } = proposed.change;
  const [first = '', second = ''] = signatories;
  const said = { id, by: 'Mira', note: 'Sebut juga harinya, supaya tidak ada yang keliru.' };
  await signChange(deps, { ...said, organisation: first, answer: 'approved' });
  await signChange(deps, { ...said, organisation: second, answer: 'declined' });
  return proposed.change;
}

/** A joint statement as it is published. */
export function aStatement() {
  const signatories = [{ id: 'bawaslu', name: 'Bawaslu', at: MORNING }];
  const dated = { publishedAt: '2026-11-20', changedAt: MORNING };
  return aFactCheck({ ...WORDS, narratives: [], ...dated, id: 'uji-bersama', signatories });
}
