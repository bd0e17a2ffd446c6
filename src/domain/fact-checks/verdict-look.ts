import type { Verdict } from './fact-check.ts';

/** Appearance of a verdict: its word, an icon, and a colour on which white text is legible. */
export interface VerdictLook {
  word: string;
  colour: string;
  /** Strokes of the icon on a field of 24 by 24. */
  sign: string;
}

const CIRCLE = 'M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19z';

export const verdictLooks: Readonly<Record<Verdict | 'ditarik', VerdictLook>> = {
  salah: { word: 'SALAH', colour: '#a80c1d', sign: 'M5 5L19 19M19 5L5 19' },
  penipuan: {
    word: 'PENIPUAN',
    colour: '#8c0a4b',
    sign: 'M8 2.5h8l5.5 5.5v8L16 21.5H8L2.5 16V8zM12 7v6.5M12 17v.3',
  },
  menyesatkan: {
    word: 'MENYESATKAN',
    colour: '#8a3d00',
    sign: 'M12 3L22 20.5H2zM12 9.5v5M12 17.5v.2',
  },
  sebagian_benar: {
    word: 'SEBAGIAN BENAR',
    colour: '#6a5200',
    sign: `${CIRCLE}M12 3v18M14.2 3.5v17M16.4 4.5v15M18.6 6.5v11`,
  },
  belum_terbukti: {
    word: 'BELUM TERBUKTI',
    colour: '#434a54',
    sign: 'M7.5 8a4.5 4.5 0 1 1 7 3.7c-1.8 1.2-2.5 2-2.5 3.8M12 20v.3',
  },
  satire: {
    word: 'SATIRE',
    colour: '#5a2689',
    sign: `${CIRCLE}M8 9v1M16 9v1M7.5 14.5c2.5 3.5 6.5 3.5 9 0`,
  },
  benar: { word: 'BENAR', colour: '#0a6130', sign: 'M3.5 12.5l6 6L20.5 6' },
  klarifikasi: { word: 'KLARIFIKASI', colour: '#0b4b86', sign: `${CIRCLE}M12 11v6M12 7v.3` },
  ditarik: { word: 'DITARIK', colour: '#434a54', sign: `${CIRCLE}M5.5 5.5L18.5 18.5` },
};

/** Returns the look of a verdict, or of a withdrawn fact-check. */
export function lookOf(verdict: Verdict, isWithdrawn: boolean): VerdictLook {
  return verdictLooks[isWithdrawn ? 'ditarik' : verdict];
}
