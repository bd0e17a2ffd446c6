import { createHash } from 'node:crypto';
import { claimFileSchema } from '../../domain/fact-checks/fact-check.ts';
import type { RawFile } from '../../domain/messages/evidence.ts';
import { toClaimFile } from './claim-files.ts';
import { correctFactCheck } from './correct-fact-check.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';

/** A fact-check is found by no more files; see factCheckSchema. */
const MOST_FILES = 20;
const MOST_WORDINGS = 100;

/** Result of adding a claim file: recognisable from now on, not recognisable, or one too many. */
export type AddedFile = 'added' | 'held' | 'proposed' | 'waiting' | 'unreadable' | 'full' | 'gone';

/** Makes a fact-check findable by a picture, a sound or a film, and by the words in it; the file itself is not kept. */
export async function addClaimFile(
  deps: FactCheckDeps,
  { id, by, file }: { id: string; by: string; file: RawFile },
): Promise<AddedFile> {
  const known = await deps.store.factChecks.get(id);
  if (!known || known.retracted !== undefined) return 'gone';
  const evidence = await deps.reader?.read(file);
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const added = evidence && claimFileSchema.safeParse(toClaimFile(sha256, evidence)).data;
  if (!evidence || !added) return 'unreadable';
  const { files = [] } = known;
  const others = files.filter((each) => each.sha256 !== sha256);
  if (others.length >= MOST_FILES) return 'full';
  // Only what is new: what is known may be citizens' words, who may have them erased while this waits.
  const narratives = evidence.texts.map(({ text }) => text).slice(0, MOST_WORDINGS);
  const changed = { files: [added], narratives };
  const done = await correctFactCheck(deps, id, { by, ...changed });
  if (done.type === 'held' || done.type === 'proposed') return done.type;
  if (done.type !== 'refused') return 'added';
  return done.why === 'waiting' ? 'waiting' : 'gone';
}
