import { withSentences } from '../with-sentences.ts';
import words from './login.json' with { type: 'json' };

/** Indonesian: what a verdict rests on, logging in, and what can go wrong. */
export const indonesianLogin = withSentences(words, {
  proof: {
    noSourceOf: (why: string) => `Tanpa sumber: ${why}`,
  },
  attach: {
    low: (percent: number) =>
      `Kecocokannya hanya ${percent}%. Keduanya mungkin membahas hal yang berbeda.`,
    noneFound: (percent: number) =>
      `Kata-katanya dibandingkan. Tidak ada beda yang ditemukan, tetapi kecocokannya baru ${percent}%: periksa sendiri.`,
    agree: (differences: string) =>
      `Saya sudah melihat bedanya (${differences}), dan klaimnya tetap sama.`,
  },
  wordings: {
    title: (n: number) => `Kata-kata yang ikut dijawab (${n})`,
    senders: (n: number) => `${n} warga`,
    adds: (added: string) => `Menambahkan: ${added}`,
    saved: (ticket: string, n: number) => `${ticket}: ${n} kata-kata ikut dijawab.`,
  },
  login: {
    wait: (time: string) => `Terlalu banyak percobaan. Coba lagi sesudah ${time}.`,
  },
  problem: {
    gap: (gap: string) => `Masih ada yang kosong: ${gap}`,
  },
  refusal: {
    template: words.proof.template,
    bare: words.proof.bare,
    'no-source': words.proof.needed,
    unlike: words.proof.unlike,
    differs: words.proof.differs,
    taken: (name: string) => `${name} sedang memegang kasus ini.`,
  },
  account: {
    since: (time: string) => `Terakhir masuk ${time}.`,
    hasTotp: (left: number) => `Terpasang. Kode cadangan tersisa ${left}.`,
  },
});
