import { z } from 'zod';
import { maskPersonalData } from '../../domain/text/mask.ts';
import type { DutyDeps } from './duty-deps.ts';

const noteSchema = z.object({ at: z.number(), by: z.string(), text: z.string() });

/** Note of one shift for the next. */
export interface DutyNote extends z.infer<typeof noteSchema> {
  id: string;
}

const MOST_SIGNS = 2000;
const MOST_NOTES = 500;
const DAY = 86_400_000;

type Noting = Pick<DutyDeps, 'clock'> & { store: Pick<DutyDeps['store'], 'documents'> };

/** Leaves a note for the next shift; masks what looks like personal data. */
export async function addNote(
  deps: Noting & Pick<DutyDeps, 'randomBytes'>,
  text: string,
  by: string,
): Promise<'saved' | 'bad' | 'full'> {
  const tidy = text.trim();
  if (tidy === '' || tidy.length > MOST_SIGNS) return 'bad';
  if ((await listNotes(deps, MOST_NOTES)).length >= MOST_NOTES) return 'full';
  const at = deps.clock.now();
  const id = `${at}-${Buffer.from(deps.randomBytes(4)).toString('hex')}`;
  const value = { at, by, text: maskPersonalData(tidy) };
  await deps.store.documents.put('duty-note', { id, revision: 0, value });
  return 'saved';
}

/** The latest notes, the newest first. */
export async function listNotes({ store }: Noting, limit: number): Promise<DutyNote[]> {
  const documents = await store.documents.list('duty-note');
  return documents
    .flatMap(({ id, value }) => {
      const note = noteSchema.safeParse(value);
      return note.success ? { id, ...note.data } : [];
    })
    .sort((a, b) => b.at - a.at)
    .slice(0, limit);
}

/** Forgets notes that are as old as a decided tip may become. */
export async function deleteOldNotes({
  store,
  clock,
  settings,
}: Noting & Pick<DutyDeps, 'settings'>): Promise<void> {
  const before = clock.now() - settings.tipDays * DAY;
  for (const document of await store.documents.list('duty-note')) {
    const note = noteSchema.safeParse(document.value).data;
    if ((note?.at ?? 0) <= before) await store.documents.remove('duty-note', document);
  }
}
