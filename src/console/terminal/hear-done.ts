import type { Case } from '../../review/case.ts';
import type { Done } from '../../tipline/desk/act-on-case.ts';
import { type Deed, type DeskState, noting } from './desk-state.ts';
import { hour, whyNot } from './wordings.ts';

type DeedName = Deed['name'] | 'publish';

/** The state after an action on a case came to its end. */
export function hearDone(
  state: DeskState,
  { ticket, deed, done }: { ticket: string; deed: { name: DeedName }; done: Done },
): DeskState {
  if (done.type !== 'done') return hearNotDone(state, ticket, done);
  const { undo } = done.case;
  const kept = undo ? { ...state, undo: [...state.undo, { ticket, until: undo.until }] } : state;
  const text = TOLD[deed.name](ticket, done.case);
  if (!LEAVES.has(deed.name)) return noting(kept, 'good', text);
  const { [ticket]: _, ...unsaved } = kept.unsaved;
  const isOpen = kept.open?.view.case.ticket === ticket;
  const left: DeskState = isOpen
    ? { ...kept, unsaved, screen: 'queue', open: undefined, scroll: 0, cursor: '' }
    : { ...kept, unsaved };
  return noting(left, 'good', text);
}

/** After these the case is no longer the reviewer's. */
const LEAVES: ReadonlySet<DeedName> = new Set([
  'publish',
  'close',
  'attach',
  'merge',
  'snooze',
  'hand-over',
  'approve',
  'send-back',
  'release',
]);

const TOLD: Readonly<Record<DeedName, (ticket: string, found: Case) => string>> = {
  publish: (ticket, found) =>
    found.status === 'open'
      ? `${ticket}: putusan diusulkan dan menunggu orang kedua.`
      : `${ticket}: putusan terbit. ${whenTold(found)}`,
  approve: (ticket, found) => `${ticket}: usulan disetujui. ${whenTold(found)}`,
  attach: (ticket, found) => `${ticket}: dijawab dengan cek fakta yang ada. ${whenTold(found)}`,
  close: (ticket, found) => `${ticket}: ditutup. ${whenTold(found)}`,
  'send-back': (ticket) => `${ticket}: usulan dikembalikan.`,
  merge: (ticket) => `${ticket}: digabung.`,
  split: (ticket) => `Kiriman itu menjadi kasus sendiri: ${ticket}.`,
  unmerge: (ticket) => `${ticket}: dipisahkan lagi.`,
  snooze: (ticket, found) => `${ticket}: ditunda sampai ${hour(found.snoozedUntil ?? 0)}.`,
  wake: (ticket) => `${ticket}: tidak ditunda lagi.`,
  assign: (ticket, { assignee }) =>
    assignee === undefined ? `${ticket}: untuk siapa saja.` : `${ticket}: untuk ${assignee}.`,
  'hand-over': (ticket, { assignee }) => `${ticket}: dioper kepada ${assignee}.`,
  tags: (ticket, { tags = [] }) => `${ticket}: tag ${tags.join(', ') || 'dikosongkan'}.`,
  note: (ticket) => `${ticket}: catatan disimpan.`,
  ask: (ticket) => `${ticket}: pertanyaan dikirim kepada warga yang bertanya.`,
  release: (ticket) => `${ticket}: kembali ke antrean.`,
  'take-back': (ticket) => `${ticket}: dibatalkan; naskahnya menjadi draf.`,
};

function whenTold({ undo }: Case): string {
  return undo
    ? `Warga dikabari pukul ${hour(undo.until)}.`
    : 'Warga yang bertanya segera dikabari.';
}

function hearNotDone(
  state: DeskState,
  ticket: string,
  done: Exclude<Done, { type: 'done' }>,
): DeskState {
  const isGone = done.type === 'lost' || done.type === 'taken' || done.type === 'decided';
  const { open } = state;
  const isOpen = open?.view.case.ticket === ticket;
  const next: DeskState =
    isGone && isOpen && open
      ? { ...state, open: { ...open, hold: 'lost', fence: undefined } }
      : state;
  return noting(next, 'problem', whyNot(ticket, done));
}
