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
