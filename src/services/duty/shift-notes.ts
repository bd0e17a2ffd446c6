import { z } from 'zod';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { DAY } from '../../domain/time/jakarta-day.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import type { DutyDeps, Forgetting } from './duty-deps.ts';

const noteSchema = z.object({ at: z.number(), by: z.string(), text: z.string() });

export type DutyNote = z.infer<typeof noteSchema>;

const MOST_SIGNS = 2000;
const MOST_NOTES = 500;

const notes = documentsOf('duty-note', noteSchema);

/** Leaves a note for the next shift; masks what looks like personal data. */
export async function addNote(
  deps: DocumentDeps & Pick<DutyDeps, 'clock' | 'randomBytes'>,
  text: string,
  by: string,
): Promise<'saved' | 'bad' | 'full'> {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MOST_SIGNS) return 'bad';
  if ((await listNotes(deps, MOST_NOTES)).length >= MOST_NOTES) return 'full';
  const at = deps.clock.now();
  const id = `${at}-${Buffer.from(deps.randomBytes(4)).toString('hex')}`;
  await notes.save(deps, { id, revision: 0, at, by, text: maskPersonalData(trimmed) });
  return 'saved';
}

/** Lists the latest notes, the newest first. */
export async function listNotes(deps: DocumentDeps, limit: number): Promise<DutyNote[]> {
  return (await notes.list(deps)).sort((a, b) => b.at - a.at).slice(0, limit);
}

/** Deletes notes after the retention time of decided tips. */
export async function deleteOldNotes({ store, clock, settings }: Forgetting): Promise<void> {
  const before = clock.now() - settings.tipDays * DAY;
  for (const note of await notes.list({ store })) {
    if (note.at <= before) await notes.remove({ store }, note);
  }
}
