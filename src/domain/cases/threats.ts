import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import signalTable from './signals.json' with { type: 'json' };
import table from './threats.json' with { type: 'json' };

/** Everything the program has to know of a threat; what reviewers read of it stands in `ui-text`. */
interface ThreatFacts {
  /** What a citizen calls it who reports it; an organisation acts on each that can be reported. */
  report?: string;
  /** What its claims are about, whatever their words. */
  topic?: 'money' | 'sara' | 'election';
  /** How urgent it makes a case where its topic does not. */
  weight?: number;
  /** By how much a source that the citizen names multiplies its odds; set by hand, for there are no answers among the examples. */
  odds?: Readonly<Record<string, number>>;
}

/** What kind of harm a message may do; `pertanyaan` is a plain question, which does none. Stored, so no name may change. */
export const threatTable: Readonly<typeof table> = table;
export type Threat = keyof typeof threatTable;
export const threats = keysOf(threatTable);

/** Looks up what the program has to know of a threat. */
export function threatFacts(threat: Threat): ThreatFacts {
  return (table as Readonly<Record<Threat, ThreatFacts>>)[threat]; // fact-tables.test.ts reads it
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
