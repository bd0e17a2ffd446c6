import type { closings } from '../../review/case.ts';
import type { Verdict } from '../../review/fact-check.ts';
import type { QueueList } from '../../review/filter-queue.ts';
import type { Topic } from '../../review/topics.ts';
import type { Done, Refusal } from '../../tipline/desk/act-on-case.ts';

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  salah: 'SALAH',
  penipuan: 'PENIPUAN',
  menyesatkan: 'MENYESATKAN',
  sebagian_benar: 'SEBAGIAN BENAR',
  belum_terbukti: 'BELUM TERBUKTI',
  satire: 'SATIRE',
  benar: 'BENAR',
  klarifikasi: 'KLARIFIKASI',
};

export const LISTS: Readonly<Record<QueueList, string>> = {
  ready: 'Siap',
  mine: 'Milik saya',
  second: 'Orang kedua',
  late: 'Lewat batas',
  snoozed: 'Ditunda',
  all: 'Semua',
};

/** The lists by shorter names, for a narrow screen. */
export const SHORT_LISTS: Readonly<Record<QueueList, string>> = {
  ready: 'Siap',
  mine: 'Saya',
  second: 'Kedua',
  late: 'Lewat',
  snoozed: 'Tunda',
  all: 'Semua',
};

export const TOPICS: Readonly<Record<Topic, string>> = {
  election: 'pemilu',
  sara: 'SARA',
  health: 'kesehatan',
  money: 'uang',
  disaster: 'bencana',
};

export const CLOSINGS: Readonly<Record<(typeof closings)[number], string>> = {
  spam: 'spam',
  out_of_scope: 'di luar bidang kami',
  not_a_claim: 'bukan klaim',
  unverifiable: 'tidak bisa diperiksa',
  referred: 'diteruskan ke lembaga',
};

const STATUSES = { open: 'terbuka', published: 'diputus', closed: 'ditutup', merged: 'digabung' };

const REFUSALS: Readonly<Record<Refusal, string>> = {
  'own-proposal': 'usulan Anda sendiri harus disetujui orang lain',
  'other-proposal': 'usulannya sudah berganti; baca dulu yang baru',
  'no-proposal': 'belum ada yang mengusulkan putusan',
  'too-late': 'sudah terlambat untuk dibatalkan; putusannya bisa diralat atau ditarik',
  'no-fact-check': 'cek fakta itu tidak ada atau sudah ditarik',
  'not-held': 'kasus ini bukan lagi milik Anda',
  'not-merged': 'kasus ini tidak digabung',
};

/** Why something could not be done, as the reviewer at the console reads it. */
export function whyNot(ticket: string, done: Exclude<Done, { type: 'done' }>): string {
  switch (done.type) {
    case 'unknown':
      return `Tidak ada kasus ${ticket}.`;
    case 'taken':
      return `${ticket} sedang dipegang ${done.by} sampai ${hour(done.until)}.`;
    case 'decided':
      return `${ticket} sudah ${STATUSES[done.status]}.`;
    case 'lost':
      return `${ticket} bukan lagi milik Anda: waktunya habis. Ambil lagi, naskah Anda tetap ada.`;
    case 'refused':
      return `${ticket}: ${REFUSALS[done.why]}.`;
  }
}

/** The time of day in Jakarta. */
export function hour(time: number): string {
  return new Intl.DateTimeFormat('id-ID', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Jakarta',
  }).format(new Date(time));
}

/** How long something took or has waited, roughly. */
export function span(ms: number): string {
  if (ms < 90_000) return `${Math.round(ms / 1000)} dtk`;
  if (ms < 90 * 60_000) return `${Math.round(ms / 60_000)} mnt`;
  if (ms < 48 * 3_600_000) return `${Math.round(ms / 3_600_000)} jam`;
  return `${Math.round(ms / 86_400_000)} hari`;
}
