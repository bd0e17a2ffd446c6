import { createHash } from 'node:crypto';
import type { Case, Tip } from '../../domain/cases/case.ts';
import {
  type ClaimFile,
  claimFileSchema,
  MOST_FILES,
  MOST_WORDINGS,
} from '../../domain/fact-checks/fact-check.ts';
import type { Evidence, RawFile } from '../../domain/messages/evidence.ts';
import { normalise, saysSomething } from '../../matching/normalise.ts';
import type { Store } from '../../ports/store.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { fitWording } from './new-wordings.ts';
import { correctFactCheck } from './submit-change.ts';

/** How many citizens have to send a file that came after the first tip. */
const INDEPENDENT = 2;

/** Fingerprints of the files that belong to a case's claim: the first tip's, and those several sent without other claims. */
export async function claimFiles(
  { store }: { store: Pick<Store, 'media'> },
  { apart = [], claim }: Pick<Case, 'apart' | 'claim'>,
  tips: readonly Tip[],
): Promise<ClaimFile[]> {
  const [first] = tips;
  const hashes = new Set(tips.flatMap(({ media }) => media.map(({ sha256 }) => sha256)));
  const files: ClaimFile[] = [];
  for (const sha256 of hashes) {
    if (files.length >= MOST_FILES) break;
    if (apart.includes(sha256)) continue;
    const holding = tips.filter(({ media }) => media.some((each) => each.sha256 === sha256));
    const isFirst = first !== undefined && holding.includes(first);
    if (!isFirst && !isOfClaim(holding, claim)) continue;
    const evidence = await store.media.evidenceOf(sha256);
    const file = evidence && toClaimFile(sha256, evidence);
    if (file) files.push(file);
  }
  return files;
}

/** Whether several citizens have sent it, and what can be read in it is what was judged or nothing. */
function isOfClaim(tips: readonly Tip[], claim: string): boolean {
  const citizens = new Set(tips.flatMap(({ citizen }) => citizen ?? []));
  if (citizens.size < INDEPENDENT) return false;
  const read = new Set(tips.flatMap((tip) => (tip.read ?? []).map(({ text }) => text)));
  return [...read].every(
    (text) =>
      !saysSomething(text) ||
      normalise(text) === normalise(claim) ||
      fitWording(text, [claim]).fits,
  );
}

/** A file as a fact-check keeps it; undefined where it could not be known again. */
export function toClaimFile(sha256: string, { kind, kept }: Evidence): ClaimFile | undefined {
  if (kind === 'document' || kind === 'other') return undefined;
  const isPrinted = kept.hashes || kept.frames || kept.sound;
  return isPrinted ? { sha256, kind, ...kept } : undefined;
}

/** Result of adding a claim file: recognisable from now on, not recognisable, or one too many. */
type AddedFile = 'added' | 'held' | 'proposed' | 'waiting' | 'unreadable' | 'full' | 'gone';

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
