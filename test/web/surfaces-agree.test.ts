import fc from 'fast-check';
import { expect, test } from 'vitest';
import { may, type Permission, roles } from '../../src/domain/accounts/permissions.ts';
import type { Case } from '../../src/domain/cases/case.ts';
import { type CaseActionName, caseActions } from '../../src/services/cases/case-actions.ts';
import { close } from '../../src/services/cases/decide-case.ts';
import { mergeCases } from '../../src/services/cases/merge-cases.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import questions from '../../src/terminal/questions.json' with { type: 'json' };
import webKeys from '../../src/web/desk/keys.json' with { type: 'json' };
import { aCase, aCaseCommit, aFactCheck, aTip } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import { type Doing, openSurfaces, type Surfaces } from './surfaces.ts';

const CLAIM = 'Mulai Jumat semua warga RW 05 wajib membayar iuran drone pengintai 75 ribu';
const WORDS = 'Pengurus RW sudah membantah kabar iuran itu.';
const SOURCE = 'https://sumber.example/cek';

/** Deeds that have a key on both, by their names at the console and at the web desk. */
const KEYS = {
  ask: 'ask',
  note: 'note',
  merge: 'merge',
  assign: 'assign',
  'hand-over': 'assign',
  tags: 'tags',
  'send-back': 'sendBack',
  search: 'library',
} as const;

test.for(Object.entries(KEYS))(
  '%s has the same key on the web desk and in the terminal',
  ([deed, name]) => {
    const keys = Object.entries(questions).flatMap(([key, asks]) => (asks === deed ? key : []));
    expect(keys.some((key) => webKeys[name].includes(key))).toBe(true);
  },
);

/** One case of the four that are alike, with what is said to it. */
interface Situation {
  tip: string;
  other: string;
  /** The name of whoever is to get the case; nobody where it is empty. */
  to: string;
}

const typed = (...words: string[]) => words.flatMap((word) => [...word]);

/** Each case action on each surface that has it; one that is missing does not compile. */
const DOINGS: Readonly<Record<CaseActionName, (on: Situation) => Doing>> = {
  claim: () => ({
    ...{ web: ['claim'], keys: [], command: ['claim', 'TICKET'], line: 'ambil' },
  }),
  release: () => ({
    ...{ web: ['release'], keys: ['r'], command: ['release', 'TICKET'], line: 'lepas' },
  }),
  'hand-over': ({ to }) => ({
    web: ['hand-over', { to }],
    keys: to === '' ? undefined : ['o', ...typed(to), 'enter'],
    command: to === '' ? undefined : ['hand-over', 'TICKET', to],
  }),
  assign: ({ to }) => ({
    web: ['assign', { to }],
    keys: ['a', ...typed(to), 'enter'],
    command: ['assign', 'TICKET', ...(to === '' ? [] : [to])],
  }),
  snooze: () => ({
    web: ['snooze', { for: 'hour' }],
    keys: ['z', '1'],
    command: ['snooze', 'TICKET', '1h'],
  }),
  wake: () => ({ web: ['wake'], keys: ['w'], command: ['wake', 'TICKET'] }),
  tags: () => ({
    web: ['tags', { tags: 'rw, drone' }],
    keys: ['t', ...typed('rw'), 'enter'],
    command: ['tag', 'TICKET', 'rw', 'drone'],
  }),
  threat: () => ({
    web: ['threat', { threat: 'penipuan' }],
    keys: ['d', '2'],
    command: ['threat', 'TICKET', 'penipuan'],
  }),
  urgency: () => ({
    web: ['urgency', { urgency: 'hour' }],
    keys: ['H'],
    command: ['urgency', 'TICKET', 'hour'],
  }),
  note: () => ({
    web: ['note', { note: 'Tunggu RW' }],
    keys: ['c', ...typed('Tunggu RW'), 'enter'],
    command: ['note', 'TICKET', 'Tunggu RW'],
  }),
  'exclude-file': () => ({ web: ['apart', { file: 'a'.repeat(64), apart: 'yes' }] }),
  unlike: () => ({ web: ['unlike', { id: 'uji' }] }),
  ask: () => ({
    web: ['ask', { question: 'Dari grup mana?' }],
    keys: ['i', ...typed('Dari grup mana?'), 'enter'],
    command: ['ask', 'TICKET', 'Dari grup mana?'],
    line: 'tanya: Dari grup mana?',
  }),
  merge: ({ other }) => ({
    web: ['merge', { into: other }],
    keys: ['m', ...typed(other), 'enter'],
    command: ['merge', 'TICKET', other],
    line: `gabung: ${other}`,
  }),
  split: ({ tip }) => ({
    web: ['split', { tip }],
    keys: ['S', '2', 'enter'],
    command: ['split', 'TICKET', tip],
  }),
  unmerge: () => ({
    ...{ web: ['unmerge'], keys: ['U'], command: ['unmerge', 'TICKET'], line: 'pisahkan' },
  }),
  draft: () => ({
    web: ['draft', { summary: WORDS }],
    command: ['draft', 'TICKET', '--summary', WORDS],
  }),
  wordings: () => ({
    web: ['wordings', { wording: 'abcdefabcdef', take: 'abcdefabcdef' }],
    keys: ['p', '1', 'enter'],
  }),
  decide: () => ({
    web: ['verdict', { verdict: 'salah', summary: WORDS, url: SOURCE }],
    keys: ['1', `paste:${WORDS}`, 'enter', `paste:${SOURCE}`, 'ctrl-s'],
    command: ['reply', 'TICKET', '--verdict', 'salah', '--summary', WORDS, '--url', SOURCE],
    line: `salah: ${WORDS} ${SOURCE}`,
  }),
  attach: () => ({
    web: ['attach', { id: 'drone' }],
    keys: ['A', 'y'],
    command: ['attach', 'TICKET', 'drone'],
    line: 'pakai: drone',
  }),
  close: () => ({
    web: ['close', { closing: 'spam' }],
    keys: ['x', '1'],
    command: ['close', 'TICKET', 'spam'],
    line: 'tutup: spam',
  }),
  'take-back': () => ({ web: ['take-back'], command: ['undo', 'TICKET'], line: 'batalkan' }),
  approve: () => ({
    ...{ web: ['approve'], keys: ['y'], command: ['approve', 'TICKET'], line: 'setuju' },
  }),
  'send-back': () => ({
    web: ['send-back', { why: 'Sumbernya?' }],
    keys: ['b', ...typed('Sumbernya?'), 'enter'],
    command: ['send-back', 'TICKET', 'Sumbernya?'],
    line: 'kembalikan: Sumbernya?',
  }),
  refer: () => ({
    web: ['refer', { organisation: 'bawaslu', threat: 'gangguan_informasi' }],
    command: ['refer', 'TICKET', 'bawaslu', '--threat', 'gangguan_informasi'],
    line: 'teruskan: bawaslu',
  }),
  hold: () => ({
    web: ['hold', { days: '30', reason: 'Surat penyidik' }],
    command: ['hold', 'TICKET', '30', '--reason', 'Surat penyidik'],
  }),
  block: ({ tip }) => ({
    web: [`tips/${tip}/citizen/block`, { days: '1' }],
    line: 'blokir: 1 hari',
  }),
  unblock: ({ tip }) => ({ web: [`tips/${tip}/citizen/unblock`], line: 'buka blokir' }),
};

const names = caseActions.map(({ name }) => name);

test.each(roles)(
  'as %s one gets one answer to each case action, wherever it is done',
  async (role) => {
    const surfaces = await openSurfaces(role);
    const { store, deps } = surfaces;
    await store.factChecks.save([
      aFactCheck({ id: 'drone', title: CLAIM, claim: CLAIM, narratives: [CLAIM] }),
    ]);
    const webhook = 'https://mitra.example/posko';
    const bawaslu = { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor', webhook } as const;
    await addOrganisation(deps, bawaslu, 'ayu');
    await surfaces.report('ani', 'Besok semua bank tutup sebulan penuh');
    const [asked] = await store.cases.list('open', 1);
    const [own] = asked ? await store.cases.tipsOf(asked.id) : [];
    const citizen = own?.citizen ?? '';
    const colleagues = fc.constantFrom('', 'rina', 'RINA', 'budi', 'dina', 'siapa');
    const holders = fc.constantFrom('rina', 'budi');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), colleagues, holders, async (name, to, holder) => {
        const answers: Record<string, string> = {};
        for (const surface of ['web', 'terminal', 'command', 'transcript'] as const) {
          const { found, tip, other } = await openCase(surfaces, { name, holder, citizen });
          const doing = DOINGS[name]({ tip, other, to });
          const part = {
            web: 'web',
            terminal: 'keys',
            command: 'command',
            transcript: 'line',
          } as const;
          if (doing[part[surface]] === undefined) continue;
          answers[surface] = await surfaces[surface](found.ticket, doing);
        }
        const [first] = Object.values(answers);
        const isSure = to === 'budi' && holder === 'rina';
        const one = may(role, needed(name, to)) ? (isSure ? 'done' : first) : 'forbidden';
        const all = Object.fromEntries(Object.keys(answers).map((surface) => [surface, one]));
        expect({ name, to, holder, ...answers }).toEqual({ name, to, holder, ...all });
      }),
      { numRuns: names.length + 12, examples: names.map((name) => [name, 'budi', 'rina']) },
    );
    expect(surfaces.broken).toEqual([]);
  },
);

/** To give a case to somebody else takes more than to give it to oneself. */
function needed(name: CaseActionName, to: string): Permission {
  const permission = caseActions.find((action) => action.name === name)?.permission;
  if (typeof permission === 'string') return permission;
  return to === '' || to.toLowerCase() === 'rina' ? 'claim' : 'hand-over';
}

let count = 0;

function nextTicket(): string {
  count += 1;
  return `K${String(count).padStart(4, '0')}`;
}

/** A case on which an action makes sense, held by somebody under their first lease. */
async function openCase(
  { store, deps }: Surfaces,
  { name, holder, citizen }: { name: CaseActionName; holder: string; citizen: string },
) {
  const [own, other] = [aCase({ ticket: nextTicket() }), aCase({ ticket: nextTicket() })];
  const proposal: Case['proposal'] = {
    ...{ by: 'budi', at: MORNING },
    decision: { verdict: 'salah', summary: WORDS, url: SOURCE },
  };
  const isOpen = name !== 'take-back' && name !== 'unmerge';
  const found: Case = {
    ...own,
    ...(name === 'attach' && { claim: CLAIM }),
    ...((name === 'approve' || name === 'send-back') && { proposal }),
    ...(isOpen && { fence: 1, lease: { by: holder, until: MORNING + 600_000, fence: 1 } }),
  };
  const tips = [1, 2].map(() => aTip({ case: found.id, text: found.claim, citizen }));
  await store.cases.commit(aCaseCommit({ newCases: [found, other], tips }));
  const { ticket } = found;
  if (name === 'take-back') await close(deps, { ticket, reviewer: 'budi' }, 'spam');
  if (name === 'unmerge') {
    await mergeCases(deps, { from: ticket, into: other.ticket, reviewer: 'budi' });
  }
  const [tip] = tips;
  return { found, other: other.ticket, tip: tip?.id ?? '' };
}
