import type { Reply } from '../../src/domain/messages/message.ts';
import { openFrame } from '../../src/engine/conversation.ts';
import { type PeopleStage, sendBubbles } from './people-stage.ts';

/** Where a conversation can stand before the dialogue begins. */
export const beginnings = [
  'nothing',
  'verdict',
  'consent',
  'ticket',
  'waiting',
  'confirm',
  'list',
  'report',
  'erase',
  'menu',
] as const;
export type Beginning = (typeof beginnings)[number];

/** Told by a sample fact-check, by none, and by one that it may be. */
const KNOWN =
  '>> Hati-hati, vaksin korona ada microchip-nya. Habis disuntik kita bisa dilacak lewat satelit.';
const UNKNOWN =
  '>> Info dari RT sebelah: mulai Kamis semua sumur bor warga disegel petugas, yang menolak listriknya diputus. Bagikan ke tetangga.';
const MAYBE = '>> Uang di bank segera diambil, bank mau tutup semua';

/** What is written to get there, and the flow, or the state, that has to be open then; none where nothing is. */
const steps: Readonly<Record<Beginning, { says: readonly string[]; open: readonly string[] }>> = {
  nothing: { says: [], open: [] },
  verdict: { says: [KNOWN], open: ['tip/answer'] },
  consent: { says: [UNKNOWN], open: ['submit/consent'] },
  ticket: { says: [UNKNOWN, 'ya'], open: ['submit'] },
  waiting: { says: [UNKNOWN, 'ya', 'dari grup keluarga, Jawa Barat'], open: [] },
  confirm: { says: [MAYBE], open: ['tip/confirm', 'tip/similar', 'tip/several'] },
  list: { says: ['cari vaksin'], open: ['lookup/choose'] },
  report: { says: ['lapor'], open: ['report/kind'] },
  erase: { says: ['hapus data saya'], open: ['forget/confirm'] },
  menu: { says: ['menu'], open: ['menu/menu'] },
};

/** More than a follow-up has questions. */
const MOST_SKIPPED = 6;

/** Brings a fresh citizen there; returns what is wrong where that fails. */
export async function beginAt(
  stage: PeopleStage,
  citizen: string,
  beginning: Beginning,
): Promise<string | undefined> {
  const { says, open } = steps[beginning];
  for (const bubble of says) await sendBubbles(stage, citizen, [bubble]);
  for (let skipped = 0; beginning === 'waiting' && skipped < MOST_SKIPPED; skipped += 1) {
    const way = wayOut(stage.turns.at(-1)?.replies ?? []);
    if (way === undefined || placeOf(stage) === '') break;
    await sendBubbles(stage, citizen, [way]);
  }
  const place = placeOf(stage);
  const isThere = open.length === 0 ? place === '' : open.some((name) => isWithin(place, name));
  if (isThere) return undefined;
  return `does not begin at ${beginning}: ${place === '' ? 'nothing' : place} is open`;
}

/** The choice by which a question of the follow-up is passed over. */
function wayOut(replies: readonly Reply[]): string | undefined {
  const labels = (replies.at(-1)?.choices ?? []).map(({ label }) => label);
  return (
    labels.find((label) => /cukup/i.test(label)) ?? labels.find((label) => /lewati/i.test(label))
  );
}

function placeOf({ turns }: PeopleStage): string {
  const last = turns.at(-1);
  const frame = last && openFrame(last.conversation);
  return frame ? `${frame.flow}/${frame.state}` : '';
}

/** Whether a place "flow/state" is that state, or one of that flow. */
export function isWithin(place: string, name: string): boolean {
  return place === name || place.startsWith(`${name}/`);
}
