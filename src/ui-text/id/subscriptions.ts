import type { UnaskedKind } from '../../services/subscriptions/audience-stats.ts';
import type { WarningRefusal } from '../../services/subscriptions/warn-subscribers.ts';
import { withSentences } from '../with-sentences.ts';
import words from './subscriptions.json' with { type: 'json' };

/** Indonesian: subscribers, what goes to them unasked, and warnings. */
export const indonesianSubscriptions = withSentences(
  words satisfies {
    reach: {
      kinds: Readonly<Record<UnaskedKind, string>>;
      wrong: Readonly<Record<WarningRefusal, string>>;
    };
  },
  {
    reach: {
      few: (least: number) => `kurang dari ${least}`,
      lastDigest: (day: string) => `Ringkasan terakhir dikirim ${day}.`,
      asked: (n: number) => `${n} kali ditanyakan sejak kemarin`,
      by: (name: string, time: string) => `oleh ${name}, ${time}`,
      reached: (count: string) =>
        `Paling banyak sampai kepada ${count} orang. Yang sudah tahu tidak dikirimi; jam tenang dan batas harian tetap berlaku.`,
      until: (time: string) => `Bisa dibatalkan sampai ${time}.`,
    },
  },
);
