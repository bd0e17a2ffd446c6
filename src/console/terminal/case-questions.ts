import { closings } from '../../review/case.ts';
import { type Asked, type Deed, type DeskState, orderTo } from './desk-state.ts';
import { toField } from './edit-text.ts';
import { CLOSINGS } from './wordings.ts';

/** Asks at the foot of the screen what an action needs to know; for the open case, or for all that are marked. */
export function askFor(state: DeskState, key: string): DeskState {
  if (key === 'x') return choosing(state, 'Tutup tanpa putusan:', waysToClose);
  if (key === 'z') return choosing(state, 'Tunda:', snoozes(state.now));
  const question = QUESTIONS[key];
  if (!question) return state;
  const [asks, label] = question;
  const tags = state.open?.view.case.tags?.join(', ') ?? '';
  const field = toField(asks === 'tags' ? tags : '');
  const search = asks === 'search' ? { ...state.search, from: 'case' as const } : state.search;
  return { ...state, search, prompt: { type: 'write', asks, label, field } };
}

interface Offer {
  label: string;
  deed: Deed;
}

function choosing(state: DeskState, label: string, offers: readonly Offer[]): DeskState {
  const choices = offers.map((offer, at) => ({
    key: String(at + 1),
    label: offer.label,
    order: orderTo(state, offer.deed),
  }));
  return { ...state, prompt: { type: 'choose', label, choices } };
}

const waysToClose = closings.map(
  (closing): Offer => ({ label: CLOSINGS[closing], deed: { name: 'close', closing } }),
);

const QUESTIONS: Readonly<Record<string, readonly [Asked, string]>> = {
  m: ['merge', 'Gabung ke (1–3 dari daftar, atau nomor laporan)'],
  S: ['split', 'Pecah kiriman nomor'],
  a: ['assign', 'Tugaskan kepada (kosong: siapa saja)'],
  o: ['hand-over', 'Oper kepada'],
  t: ['tags', 'Tag, dipisah koma'],
  c: ['note', 'Catatan untuk rekan'],
  i: ['ask', 'Tanya warga'],
  b: ['send-back', 'Kembalikan usulan, sebab'],
  f: ['search', 'Cari cek fakta'],
};

const HOUR = 3_600_000;
const JAKARTA_MS = 7 * HOUR;

/** How long a case can sleep. */
function snoozes(now: number): Offer[] {
  const midnight = now - ((now + JAKARTA_MS) % (24 * HOUR));
  const untils = [
    ['1 jam', now + HOUR],
    ['4 jam', now + 4 * HOUR],
    ['besok 08.00', midnight + 32 * HOUR],
    ['3 hari', now + 72 * HOUR],
  ] as const;
  return untils.map(([label, until]) => ({ label, deed: { name: 'snooze', until } }));
}
