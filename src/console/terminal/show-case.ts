import { defang } from '../../review/links.ts';
import type { CaseView, Near, QueueEntry } from '../../tipline/review-queue.ts';

/** The queue as lines, one a case. */
export function showQueue(entries: readonly QueueEntry[]): string {
  if (entries.length === 0) return 'Antrean kosong.';
  return entries
    .map(({ case: found, priority, lease }) => {
      const held = lease ? ` [${lease.by}]` : '';
      const reasons = priority.reasons.join(', ');
      return `${found.ticket}${held}  ${oneLine(found.claim, 70)}\n      ${reasons}`;
    })
    .join('\n');
}

/** One case in full: wordings, what citizens told, fact-checks that come near, and what happened. */
export function showCase(view: CaseView): string {
  const { case: found, tips, candidates, similar, history, priority, lease, factCheck } = view;
  const parts = [
    `Kasus ${found.ticket} · ${statusOf(view)} · ${priority.reasons.join(', ')}`,
    lease ? `Dipegang ${lease.by} sampai ${clock(lease.until)}` : undefined,
    section('Kata-katanya', wordingsOf(view)),
    section(
      'Keterangan warga',
      tips.flatMap((tip) => notesOf(tip) ?? []),
    ),
    section(
      'Cek fakta yang mendekati',
      candidates.flatMap(({ factCheck: near, ...how }) =>
        nearLines(`${near.id}  ${near.verdict}: ${oneLine(near.title, 80)}`, how),
      ),
    ),
    section(
      'Mungkin pertanyaan yang sama (review merge)',
      similar.flatMap(({ case: other, ...how }) =>
        nearLines(`${other.ticket}  ${oneLine(other.claim, 80)}`, how),
      ),
    ),
    factCheck
      ? section('Putusan', [`${factCheck.verdict}: ${factCheck.summary ?? ''}`])
      : undefined,
    section(
      'Riwayat',
      history.map(({ at, by, what }) => `${clock(at)} ${by}: ${what}`),
    ),
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function statusOf({ case: found, lease }: CaseView): string {
  if (found.status === 'open') return lease ? 'sedang diperiksa' : 'menunggu';
  return { published: 'sudah diputus', closed: 'ditutup', merged: 'digabung' }[found.status];
}

function wordingsOf({ tips, case: found }: CaseView): string[] {
  const wordings = [...new Set(tips.map((tip) => tip.text).filter((text) => text !== ''))];
  const shown = wordings.length > 0 ? wordings : [found.claim || '(tanpa kata-kata)'];
  return shown.map((text) => defang(text).replaceAll('\n', '\n  '));
}

const DIFFERENCES = {
  number: 'angka',
  date: 'waktu',
  place: 'tempat',
  name: 'nama',
  role: 'pelaku dan sasaran',
  negation: 'iya atau tidak',
  other: 'kata',
} as const;

/** How near it comes, and each detail that differs, as the case has it and as the other has it. */
function nearLines(title: string, { score, differences }: Near<object>): string[] {
  const details = differences.map(({ type, message, factCheck }) => {
    const sides = [message, factCheck].map((words) => oneLine(words.join(' '), 40) || '–');
    return `       beda ${DIFFERENCES[type]}: ${sides.join(' ↔ ')}`;
  });
  return [`${Math.round(score * 100)} %  ${title}`, ...details];
}

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

function notesOf(tip: CaseView['tips'][number]): string | undefined {
  const notes = [
    tip.source && `dari ${SOURCES[tip.source]}`,
    tip.link && `asal: ${defang(tip.link)}`,
    tip.region,
    tip.worry && `khawatir: ${WORRIES[tip.worry]}`,
    tip.media.length > 0 ? `berkas: ${tip.media.map(({ mime }) => mime).join(', ')}` : undefined,
  ].filter(Boolean);
  return notes.length > 0 ? `${tip.id}  ${notes.join(' · ')}` : undefined;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function oneLine(text: string, length: number): string {
  const line = defang(text).replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}

function clock(time: number): string {
  return new Intl.DateTimeFormat('id-ID', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Asia/Jakarta',
  }).format(new Date(time));
}
