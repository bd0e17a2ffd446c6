import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import signalTable from './signals.json' with { type: 'json' };

/** Everything the program has to know of a threat; what reviewers read of it stands in `ui-text`. */
interface ThreatFacts {
  /** Whether cases of it can be passed on to an organisation that acts on them. */
  isReferable: boolean;
  /** What a citizen calls it who reports it. */
  report?: string;
  /** What its claims are about, whatever their words. */
  topic?: 'money' | 'sara' | 'election';
  /** How urgent it makes a case where its topic does not. */
  weight?: number;
  /** By how much a source that the citizen names multiplies its odds; set by hand, for there are no answers among the examples. */
  odds?: Readonly<Record<string, number>>;
}

/** What kind of harm a message may do; `pertanyaan` is a plain question, which does none. Stored, so no name may change. */
export const threatTable = {
  gangguan_informasi: { isReferable: true, report: 'public-hoax' },
  penipuan: {
    isReferable: true,
    report: 'scam',
    topic: 'money',
    odds: { stranger: 2, advert: 2 },
  },
  ujaran_kebencian: { isReferable: true, report: 'hate', topic: 'sara' },
  perundungan: { isReferable: true, report: 'bullying', weight: 3 },
  kekerasan: {
    isReferable: true,
    report: 'violence',
    weight: 4,
    odds: { stranger: 1.5 },
  },
  pelanggaran_pemilu: { isReferable: true, report: 'election-breach', topic: 'election' },
  pertanyaan: { isReferable: false },
} as const satisfies Readonly<Record<string, ThreatFacts>>;

export type Threat = keyof typeof threatTable;
export const threats = keysOf(threatTable);

/** Looks up what the program has to know of a threat. */
export function threatFacts(threat: Threat): ThreatFacts {
  return threatTable[threat];
}

/** Choices of a reviewer: one of the threats, or ordinary. */
export const threatLabels = [...threats, 'biasa'] as const;
export type ThreatLabel = (typeof threatLabels)[number];

/** Signals of a threat besides single words. */
export const signals = keysOf(signalTable);
export type Signal = (typeof signals)[number];

/** Guess at the threat of a message, with its signals; never a verdict. */
export const triageSchema = z.object({
  /** `biasa` if a guess no longer holds. */
  threat: z.enum(threatLabels),
  certainty: z.number().min(0).max(1),
  /** The strongest first; words are those of the masked text. */
  signs: z.array(z.enum(signals)),
  words: z.array(z.string()),
});
export type Triage = z.infer<typeof triageSchema>;
