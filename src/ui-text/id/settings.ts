import { withSentences } from '../with-sentences.ts';
import words from './settings.json' with { type: 'json' };

/** Indonesian: saved filters, and what an admin can change while Posko runs. */
export const indonesianSettings = withSentences(words, {
  filters: {
    name: (name: string) => `Nama saringan ${name}`,
    of: (owner: string) => `(${owner})`,
  },
  settings: {
    fallback: (value: string) => `Bawaannya: ${value}`,
    hours: (n: number) => `${n} jam`,
    seconds: (n: number) => `${n} detik`,
    clock: (n: number) => `pukul ${String(n).padStart(2, '0')}.00`,
    from: {
      environment: (variable: string) => `dari lingkungan (${variable})`,
      here: (by: string, time: string) => `diatur di sini oleh ${by}, ${time}`,
      given: (by: string, time: string) => `dikembalikan oleh ${by}, ${time}`,
    },
    row: (n: number) => `Pemilu ${n}`,
  },
});
