import { z } from 'zod';

/** Harm that a message may do; `pertanyaan` is a plain question, which does none. */
export const threats = [
  'gangguan_informasi',
  'penipuan',
  'ujaran_kebencian',
  'perundungan',
  'kekerasan',
  'pelanggaran_pemilu',
  'pertanyaan',
] as const;
export type Threat = (typeof threats)[number];

/** Choices of a reviewer: one of the threats, or ordinary. */
export const threatLabels = [...threats, 'biasa'] as const;
export type ThreatLabel = (typeof threatLabels)[number];

/** Signals of a threat besides single words. */
export const signs = [
  'link',
  'look-alike',
  'money',
  'contact',
  'act',
  'secret',
  'prize',
  'spread',
  'hidden',
  'insult',
  'you',
  'self',
  'told',
  'done',
  'group',
  'expel',
  'violence',
  'weapon',
  'vote',
  'gift',
  'office',
  'question',
  'shouted',
  'reported',
  'cure',
  'alarm',
  'foreign',
  'finance',
  'job',
  'device',
  'body',
  'shame',
  'daily',
  'debunk',
  'rumour',
  'coerce',
  'tamper',
  'harmed',
  'if',
  'all',
  'like',
  'kin',
  'laugh',
  'chatty',
  'worry',
  'source',
] as const;
export type Sign = (typeof signs)[number];

/** Guess at the threat of a message, with its signals; never a verdict. */
export const triageSchema = z.object({
  /** `biasa` if a guess no longer holds. */
  threat: z.enum(threatLabels),
  /** Certainty of the guess, from 0 to 1. */
  certainty: z.number().min(0).max(1),
  /** The strongest first; words are those of the masked text. */
  signs: z.array(z.enum(signs)),
  words: z.array(z.string()),
});
export type Triage = z.infer<typeof triageSchema>;
