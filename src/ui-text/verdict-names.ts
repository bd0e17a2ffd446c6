import type { ThreatLabel } from '../domain/cases/threats.ts';
import type { Verdict } from '../domain/fact-checks/verdicts.ts';
import type { StaffLanguage } from '../i18n/languages.ts';

/** What staff call each verdict. */
export const verdictNames: Readonly<Record<StaffLanguage, Readonly<Record<Verdict, string>>>> = {
  id: {
    salah: 'Salah',
    penipuan: 'Penipuan',
    menyesatkan: 'Menyesatkan',
    sebagian_benar: 'Sebagian benar',
    belum_terbukti: 'Belum terbukti',
    satire: 'Satire',
    benar: 'Benar',
    klarifikasi: 'Klarifikasi',
  },
  en: {
    salah: 'False',
    penipuan: 'Scam',
    menyesatkan: 'Misleading',
    sebagian_benar: 'Partly true',
    belum_terbukti: 'Unproven',
    satire: 'Satire',
    benar: 'True',
    klarifikasi: 'Clarification',
  },
};

/** What staff call each threat. */
export const threatNames: Readonly<Record<StaffLanguage, Readonly<Record<ThreatLabel, string>>>> = {
  id: {
    gangguan_informasi: 'gangguan informasi',
    penipuan: 'penipuan',
    ujaran_kebencian: 'ujaran kebencian',
    perundungan: 'perundungan',
    kekerasan: 'kekerasan atau ancaman',
    pelanggaran_pemilu: 'pelanggaran pemilu',
    pertanyaan: 'pertanyaan',
    biasa: 'tidak ada',
  },
  en: {
    gangguan_informasi: 'disinformation',
    penipuan: 'scam',
    ujaran_kebencian: 'hate speech',
    perundungan: 'bullying',
    kekerasan: 'violence or threat',
    pelanggaran_pemilu: 'election violation',
    pertanyaan: 'a question',
    biasa: 'none',
  },
};
