import { z } from 'zod';
import { translatedText } from '../../i18n/languages.ts';
import { line, paragraph } from '../text/plain-text.ts';
import { provinceSchema } from '../text/province.ts';

export const electionKinds = ['pemilu', 'pilkada'] as const;
export type ElectionKind = (typeof electionKinds)[number];

/** Maximum of characters; people read answers on a small screen. */
export const MAX_ANSWER = 600;
/** Characters that a row of a WhatsApp list shows. */
export const MAX_TITLE = 24;

const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
  .max(60);

/** Answer to a voters' question, with its conditions; a missing condition holds for all. */
export const voterEntrySchema = z
  .strictObject({
    id: slug,
    /** Entries of one topic answer the same question under different conditions. */
    topic: slug,
    title: translatedText(line(MAX_TITLE)),
    /** The question as people ask it, in any language. */
    questions: z.array(line(200)).min(3).max(60),
    answer: translatedText(paragraph(MAX_ANSWER)),
    election: z.enum(electionKinds).optional(),
    region: provinceSchema.optional(),
    registered: z.enum(['yes', 'no']).optional(),
    /** Whether the answer uses {election} and {day} of a coming election. */
    calendar: z.boolean().default(false),
    source: z.strictObject({ name: line(120), url: z.url({ protocol: /^https$/ }).optional() }),
    /** A name in locales/contacts.yaml, to show after the answer. */
    contact: slug.optional(),
    validFrom: z.iso.date().optional(),
    validUntil: z.iso.date().optional(),
    /** Last day on which it was verified; without one it is not shown. */
    verified: z.iso.date().optional(),
  })
  .refine(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom <= validUntil, {
    path: ['validUntil'],
    message: 'must not be before validFrom',
  });
export type VoterEntry = z.infer<typeof voterEntrySchema>;

/** Content of a release: entries, and questions that none of them answers. */
export const voterKnowledgeSchema = z.strictObject({
  entries: z.array(voterEntrySchema),
  elsewhere: z.array(line(200)).default([]),
});
export type VoterKnowledge = z.infer<typeof voterKnowledgeSchema>;

/** Why an entry is not shown on a day (an ISO date); a `stale` one is still shown. */
export type EntryFlaw = 'unverified' | 'early' | 'expired' | 'stale';

/** Returns the first flaw of an entry on a day; a verification before `staleBefore` is too old. */
export function flawOf(
  entry: VoterEntry,
  { today, staleBefore }: { today: string; staleBefore: string },
): EntryFlaw | undefined {
  const { verified, validFrom, validUntil } = entry;
  if (verified === undefined) return 'unverified';
  if (validUntil !== undefined && validUntil < today) return 'expired';
  if (validFrom !== undefined && validFrom > today) return 'early';
  return verified < staleBefore ? 'stale' : undefined;
}

/** Whether citizens see an entry on a day. */
export function isShown(entry: VoterEntry, today: string): boolean {
  return flawOf(entry, { today, staleBefore: '' }) === undefined;
}

/** Finds faults across entries: repeated ids, unknown contacts, placeholders nothing fills. */
export function checkVoterEntries(entries: readonly VoterEntry[], contacts: ReadonlySet<string>) {
  const ids = new Set<string>();
  return entries.flatMap((entry) => {
    const { id, contact } = entry;
    const isTwice = ids.has(id);
    ids.add(id);
    return [
      ...(isTwice ? [`"${id}" is there twice`] : []),
      ...(contact !== undefined && !contacts.has(contact)
        ? [`"${id}" names the contact ${contact}, which locales/contacts.yaml does not have`]
        : []),
      ...gapFaults(entry),
    ];
  });
}

/** Only placeholders of the calendar may occur in an answer. */
function gapFaults({ id, answer, calendar }: VoterEntry): string[] {
  return Object.values(answer).flatMap((text) => {
    const gaps = [...(text ?? '').matchAll(/\{(\w*)\}/g)].map(([, gap = '']) => gap);
    const strange = gaps.filter((gap) => !calendar || (gap !== 'election' && gap !== 'day'));
    return strange.map((gap) => `"${id}" has {${gap}} in its answer, which nothing fills`);
  });
}
