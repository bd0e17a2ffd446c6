import { withSentences } from '../with-sentences.ts';
import words from './duty.json' with { type: 'json' };

/** Indonesian: who is on duty, and alerts. */
export const indonesianDuty = withSentences(words, {
  roster: {
    zoneHint: (zone: string) => `Semua jam dalam ${zone}. Ganti zona waktu Anda di bawah.`,
    until: (name: string, time: string) => `${name}, sampai ${time}`,
    next: (names: string, time: string) => `Berikutnya: ${names}, mulai ${time}`,
    gaps: (n: number) => `Ada ${n} waktu kosong dalam tujuh hari ke depan.`,
  },
  alarms: {
    open: (n: number) => `${n} alarm belum ditangani`,
    since: (time: string) => `Sejak ${time}`,
    ended: (time: string) => `Selesai ${time}`,
    called: (names: string) => `Dipanggil: ${names}`,
    by: (name: string, time: string) => `Ditangani ${name}, ${time}`,
  },
});
