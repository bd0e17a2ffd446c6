import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { citedSchema } from '../../domain/fact-checks/citation.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import type { CaseDeps } from './case-deps.ts';

/** What a reply begins: the explanation of a verdict, or a question to citizens. */
export const replyUses = ['verdict', 'question'] as const;

const { url, title } = citedSchema.shape;

const replySchema = z.object({
  name: z.string().trim().min(1).max(60),
  use: z.enum(replyUses),
  text: z.string().trim().min(1).max(500),
  /** A source that goes with it. */
  url: url.optional(),
  title,
});

const replies = documentsOf('canned-reply', replySchema);

/** A text that a newsroom has prepared, with gaps such as `[nama instansi]`. */
export type CannedReply = Awaited<ReturnType<typeof replies.list>>[number];

const MOST_REPLIES = 100;

export async function listReplies(deps: DocumentDeps): Promise<CannedReply[]> {
  return (await replies.list(deps)).toSorted((one, other) => one.name.localeCompare(other.name));
}

/** Lists the gaps of all replies, with their brackets; `[SALAH]` is none. */
export async function listGaps(deps: DocumentDeps): Promise<string[]> {
  const all = await replies.list(deps);
  const marked = all.flatMap(({ text }) => text.match(/\[[^[\]]*\]/g) ?? []);
  return marked.filter((each) => /\p{Ll}/u.test(each));
}

/** Adds a reply, or with an id changes it on the revision that was seen; nothing wanted removes it; `stale` where somebody else was faster. */
export async function changeReply(
  deps: DocumentDeps & Pick<CaseDeps, 'clock' | 'randomBytes'>,
  wanted: object | undefined,
  { id, revision, by }: { id: string; revision: number; by: string },
): Promise<'saved' | 'bad' | 'full' | 'stale'> {
  const change = wanted === undefined ? 'removed' : id === '' ? 'added' : 'edited';
  const reply = wanted ? replySchema.safeParse(wanted).data : await replies.find(deps, id);
  if (!reply) return change === 'removed' ? 'stale' : 'bad';
  if (change === 'added' && (await replies.list(deps)).length >= MOST_REPLIES) return 'full';
  const what = 'canned-reply-changed';
  const details = { change };
  const event = auditEventAt(deps.clock.now(), { by, what, of: reply.name, details });
  const document = {
    ...reply,
    id: id || Buffer.from(deps.randomBytes(6)).toString('hex'),
    revision,
  };
  const done = await replies[change === 'removed' ? 'remove' : 'save'](deps, document, [event]);
  return done ? 'saved' : 'stale';
}
