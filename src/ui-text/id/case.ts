import type { HistoryEventName } from '../../domain/cases/history.ts';
import type { Signal } from '../../domain/cases/threats.ts';
import { verdicts } from '../../domain/fact-checks/verdicts.ts';
import type { Support } from '../../matching/match.ts';
import { describeSupport } from '../describe-support.ts';
import { withSentences } from '../with-sentences.ts';
import words from './case.json' with { type: 'json' };

/** Indonesian: a case, what is done to it, and the guess at its harm. */
export const indonesianCase = withSentences(
  words satisfies {
    history: Readonly<Record<HistoryEventName, string>>;
    sign: Readonly<Record<Signal, string>>;
  },
  {
    reason: {
      citizens: (n: number) => `${n} warga bertanya`,
      recent: (n: number) => `${n} warga bertanya dalam sejam terakhir`,
      burst: (n: number) => `menyebar cepat: ${n} warga dalam sejam terakhir`,
      late: (span: string) => `lewat tenggat, sudah ${span}`,
      waiting: (span: string) => `menunggu ${span}`,
      election: (name: string) => `menjelang ${name}`,
      topic: (topic: string) => `soal ${topic}`,
      threat: (threat: string) => `dugaan: ${threat}`,
    },
    case: {
      title: (ticket: string) => `Kasus ${ticket}`,
      yours: (time: string) => `Anda memegang kasus ini sampai ${time}.`,
      held: (name: string, time: string) => `${name} memegang kasus ini sampai ${time}.`,
      wordings: (n: number) => `Kata-kata yang beredar (${n})`,
      times: (n: number) => `${n} kali`,
      tips: (n: number) => `Laporan warga (${n})`,
      tip: {
        stamp: (word: string) => `Ada cap “${word}” di gambarnya: mungkin ini sudah cek fakta.`,
      },
      more: (n: number) => `${n} lainnya`,
      nearness: (percent: number) => `cocok ${percent}%`,
      merge: (ticket: string) => `Gabungkan ke ${ticket}`,
      differs: (what: string) => `Beda ${what}`,
      shares: (found: readonly string[]) => `Kata yang sama: ${found.join(', ')}`,
      supports: (support: Support) => describeSupport(support, words.support),
      decideHint: `Tekan 1–${verdicts.length} untuk memilih. Ctrl+Enter untuk menerbitkan.`,
      characters: (n: number) => `${n} karakter`,
      draftSaved: (time: string) => `Draf tersimpan ${time}`,
      draftBy: (name: string, time: string) => `Draf dari ${name}, ${time}`,
      proposal: (name: string) => `Usulan putusan dari ${name}`,
      undoUntil: (time: string) => `Bisa dibatalkan sampai ${time}; warga belum dikabari.`,
    },

    triage: {
      guessed: (threat: string, percent: number, tips: number) =>
        `${threat} (yakin ${percent} %, dari ${tips} laporan)`,
      said: (threat: string) => `${threat}, ditetapkan pemeriksa`,
      words: (found: string) => `kata: ${found}`,
    },
  },
);
