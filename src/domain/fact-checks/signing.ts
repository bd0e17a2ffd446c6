import { z } from 'zod';

const organisationSchema = z.object({ id: z.string(), name: z.string() });

/** Organisations that have signed exactly what is published, and when each did. */
export const signatoriesSchema = z.array(organisationSchema.extend({ at: z.number() }));

/** What an organisation can say of what it is asked to sign; all but the first need a reason. */
export const answers = ['approved', 'change', 'declined'] as const;

/** Who is asked to sign a change of a joint statement, and what each has said of it. */
export const signingSchema = z.object({
  signatories: z.array(organisationSchema).optional(),
  signings: z
    .array(
      z.object({
        organisation: z.string(),
        answer: z.enum(answers),
        note: z.string().max(1000),
        by: z.string(),
        at: z.number(),
      }),
    )
    .optional(),
});
export type Signing = z.infer<typeof signingSchema>;
export type Answer = NonNullable<Signing['signings']>[number];

/** The last word of an organisation. */
export function answerOf({ signings = [] }: Signing, id: string) {
  return signings.findLast(({ organisation }) => organisation === id);
}

/** Whether all who are asked have signed, and still take part. */
export function isSigned(signing: Signing, active: ReadonlySet<string>): boolean {
  const { signatories = [] } = signing;
  return signatories.every(
    ({ id }) => active.has(id) && answerOf(signing, id)?.answer === 'approved',
  );
}
