import { verdicts } from '../domain/fact-checks/verdicts.ts';
import type { Same } from '../ui-text/ui-text.ts';
import { withSentences } from '../ui-text/with-sentences.ts';
import words from './text-id.json' with { type: 'json' };

/** What the terminal alone says, in one language; a language that lacks a word does not compile. */
export type ConsoleWords = Same<typeof indonesianConsole>;

/** The terminal console in Indonesian: what the desk of the web has no words for. */
export const indonesianConsole = withSentences(words, {
  titles: {
    search: (text: string) => `Cari cek fakta: ${text}`,
  },
  standing: {
    heldBy: (name: string, time: string) => `DIPEGANG ${name} sampai ${time}`,
    published: (verdict: string) => `sudah diputus: ${verdict}`,
    closed: (why: string) => `ditutup: ${why}`,
    snoozed: (time: string) => `ditunda sampai ${time} (w mengaktifkan lagi)`,
    proposal: (name: string, verdict: string) =>
      `Usulan ${name}: ${verdict} (y setuju, b kembalikan)`,
    draft: (name: string, time: string, begun: string) =>
      `Draf ${name}, ${time}: ${begun} (e melanjutkan)`,
  },
  marks: {
    proposedBy: (name: string) => `diusulkan ${name}`,
  },
  sections: {
    wordings: (n: number) => `Kata-kata yang beredar (${n} kiriman)`,
  },
  tip: {
    sameAs: (numbers: string, of: number) => `${numbers} (sama seperti ${of})`,
    source: (source: string) => `dari ${source}`,
    link: (link: string) => `asal: ${link}`,
    worry: (worry: string) => `khawatir soal ${worry}`,
    files: (mimes: string) => `berkas: ${mimes}`,
    read: (source: 'picture' | 'document' | 'speech', text: string) =>
      `${{ picture: 'di gambar', document: 'di dokumen', speech: 'diucapkan' }[source]}: ${text}`,
    answer: (question: string, text: string) => `tanya: ${question} — jawab: ${text}`,
  },
  filters: {
    shown: (filters: string) => `Saringan: ${filters} (Esc menghapus)`,
    text: (text: string) => `kata “${text}”`,
    topic: (topic: string) => `topik ${topic}`,
  },
  more: (n: number) => `↓ ${n} baris lagi (j)`,
  form: {
    change: `(1-${verdicts.length} mengganti)`,
    preview: (n: number) => `Pesan untuk warga · ${n} karakter`,
  },
  problems: {
    gap: (gap: string) => `Masih ada yang kosong: ${gap}`,
    title: (n: number) => `Judulnya terlalu panjang (${n}).`,
    long: (n: number, most: number) => `Alasannya terlalu panjang: ${n}/${most}.`,
    noCandidate: (key: string) => `Tidak ada calon ${key}.`,
    store: (why: string) => `Penyimpanan tidak menjawab: ${why}`,
  },
  refused: {
    unknown: (ticket: string) => `Tidak ada kasus ${ticket}.`,
    taken: (ticket: string, name: string, time: string) =>
      `${ticket} sedang dipegang ${name} sampai ${time}.`,
    decided: (ticket: string, status: string) => `${ticket} sudah ${status}.`,
    lost: (ticket: string) =>
      `${ticket} bukan lagi milik Anda: waktunya habis. Ambil lagi, naskah Anda tetap ada.`,
    why: (ticket: string, why: string) => `${ticket}: ${why}`,
  },
  told: {
    snooze: (time: string) => `ditunda sampai ${time}.`,
    assigned: (name: string) => `untuk ${name}.`,
    'hand-over': (name: string) => `dioper kepada ${name}.`,
    tags: (tags: string) => `tag: ${tags}.`,
    threat: (threat: string) => `dugaan bahaya: ${threat}.`,
    at: (time: string) => `Warga dikabari pukul ${time}.`,
    all: (n: number, of: number) => `${n} dari ${of} kasus selesai diubah.`,
  },
  undo: (ticket: string, seconds: number) => `u membatalkan ${ticket} (${seconds} dtk lagi)`,
  leave: {
    unkept: (ticket: string) =>
      `Draf ${ticket} belum tersimpan. Naskahnya masih ada di layar ini sampai Anda keluar.`,
    kept: (ticket: string) => `Draf ${ticket} disimpan, dan kasusnya tetap pada Anda (daftar 2).`,
    losing: (tickets: string) => `Draf ${tickets} belum tersimpan dan akan hilang.`,
    holding: (tickets: string) => `Anda memegang ${tickets}.`,
  },
  figures: {
    decided: (name: string) => `Diputus ${name} hari ini`,
  },
});
