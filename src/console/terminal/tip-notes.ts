import type { Tip } from '../../review/case.ts';
import { defang } from '../../review/links.ts';

const SOURCES = {
  family: 'keluarga atau teman',
  group: 'grup WhatsApp',
  account: 'akun media sosial',
  stranger: 'nomor tak dikenal',
  advert: 'iklan',
} as const;
const WORRIES = {
  money: 'uang',
  health: 'kesehatan',
  election: 'pemilu',
  safety: 'keamanan',
  other: 'lainnya',
} as const;

/** What a citizen told of a tip, and what they answered to reviewers' questions, a line each. */
export function notesOf(tip: Tip): string[] {
  const notes = [
    tip.source && `dari ${SOURCES[tip.source]}`,
    tip.link && `asal: ${defang(tip.link)}`,
    tip.region,
    tip.worry && `khawatir: ${WORRIES[tip.worry]}`,
    tip.media.length > 0 ? `berkas: ${tip.media.map(({ mime }) => mime).join(', ')}` : undefined,
  ].filter(Boolean);
  const answers = (tip.answers ?? []).map(
    ({ question, text }) => `tanya: ${defang(question)} — jawab: ${defang(text)}`,
  );
  return [...(notes.length > 0 ? [notes.join(' · ')] : []), ...answers];
}
