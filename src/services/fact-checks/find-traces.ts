import { doubted, strongest, type Traces } from '../../matching/evidence-index.ts';
import { type FilePrints, printBytes, soundOf } from '../../matching/file-prints.ts';
import type { FileHit, ReadText } from '../../matching/match.ts';
import type { MatchRunner } from '../../matching/match-engine.ts';
import { findChange } from '../../matching/pictures/find-change.ts';
import {
  beyondShared,
  isVerified,
  layPicture,
  MANY,
  type Verified,
  verifyPicture,
} from '../../matching/pictures/verify-picture.ts';
import { saysTheSame } from '../../matching/sounds/compare-voices.ts';
import { tellsOther } from '../../matching/word-print.ts';
import type { Asked } from '../../ports/match-query.ts';
import type { FactCheckStore } from '../../ports/store.ts';

/** What is known of the files of fact-checks: a coarse index, and what is stored of each. */
interface Known {
  matcher: MatchRunner;
  store: Pick<FactCheckStore, 'get'>;
}

/** The fact-checks whose files or links are those of a message, each with how sure that is. */
export async function findTraces(
  known: Known,
  { files, links, read = [] }: Traces & { read: Asked['read'] | undefined },
): Promise<FileHit[]> {
  const isRead = read.some(isLegible);
  const look = (file: FilePrints) => lookClosely(known, file, isRead);
  // Links first: where the engine is lost to a file, that file's question is then the first to fail.
  const asked = known.matcher.ask('findTraces', { files: [], links });
  const [linked, ...found] = await Promise.all([asked, ...files.map(look)]);
  const hits = strongest([...found.flat(), ...linked]);
  if (hits.some(({ type, grip }) => type === 'picture' && grip === 'sure')) return hits;
  const laid = await Promise.all(files.map((file) => layUpon(known, file)));
  const verified = laid.flat();
  return [...verified, ...hits.filter(({ id }) => !verified.some((hit) => hit.id === id))];
}

/** What a file is found by, after a look at what hashes are too coarse for. */
async function lookClosely({ matcher, store }: Known, file: FilePrints, isRead: boolean) {
  const hits = await matcher.ask('findTraces', { files: [file], links: [] });
  const looked = hits.map(async (hit) => {
    if (hit.grip !== 'sure' || (hit.type !== 'picture' && hit.type !== 'sound')) return hit;
    const stored = (await store.get(hit.id))?.files ?? [];
    if (hit.type === 'picture' && tellOther(file, stored)) return asOther(hit);
    const isSound = hit.type === 'sound';
    const doubt = isSound ? doubtSound(hit, file, stored) : doubtPicture(isRead, file, stored);
    const box = hit.type === 'picture' ? layBest(file, stored)?.box : undefined;
    const laid = { ...hit, box };
    return doubt === undefined ? laid : doubted(laid, doubt);
  });
  return withoutShared(await Promise.all(looked));
}

/** Pictures that only look alike are laid upon the one in question, point by point. */
async function layUpon({ matcher, store }: Known, file: FilePrints): Promise<FileHit[]> {
  const { hashes, points } = file;
  if (!hashes || !points) return [];
  const near = await matcher.ask('nearPictures', printBytes(hashes));
  const found = await Promise.all(near.map((id) => store.get(id)));
  const alike = found.flatMap((factCheck) => {
    const best = layBest(file, factCheck?.files ?? []);
    if (!factCheck || !best) return [];
    return [{ ...best, id: factCheck.id, isOther: tellOther(file, factCheck.files ?? []) }];
  });
  return beyondShared(alike).map(({ id, cover, box, isOther }): FileHit => {
    const hit = { id, type: 'picture', grip: 'likely', alike: cover, box } as const;
    return isOther ? asOther(hit) : hit;
  });
}

/** Changed pictures of many documents share a background, which says nothing about any of them. */
function withoutShared(hits: readonly FileHit[]): FileHit[] {
  const isDoubtful = ({ type, doubt }: FileHit) => type === 'picture' && doubt !== undefined;
  if (hits.filter(isDoubtful).length < MANY) return [...hits];
  return hits.map((hit) => (isDoubtful(hit) ? { ...hit, grip: 'perhaps' } : hit));
}

/** A picture with other words on the same template. */
function asOther(hit: FileHit): FileHit {
  return { ...hit, grip: 'perhaps', doubt: 'other' };
}

/** Whether a picture was read, but for a word or two. */
function isLegible({ source, text, unsure = [] }: ReadText): boolean {
  return source === 'picture' && text.split(/\s+/).length - unsure.length >= FEWEST_READ;
}

const FEWEST_READ = 3;

/** Whether each picture of a document has another text on the same background; in a screenshot of an app a part must look changed too. */
function tellOther(asked: FilePrints, stored: readonly FilePrints[]): boolean {
  const pictures = stored.filter(({ hashes }) => hashes);
  return pictures.length > 0 && pictures.every((file) => isOther(asked, file));
}

function isOther(asked: FilePrints, stored: FilePrints): boolean {
  if (!asked.points || !stored.points || !tellsOther(asked.words, stored.words)) return false;
  const [query, kept] = [printBytes(asked.points), printBytes(stored.points)];
  const { move } = layPicture(query, kept);
  const isWhole = move !== undefined && Math.hypot(move.a, move.b) <= LARGEST;
  return isWhole || findChange(query, kept) === 'some';
}

/** How much smaller a picture is in a query that shows it alone, but for a caption. */
const LARGEST = 1.3;

/** How well a picture aligns with the one of a document's that it aligns with best, if with any. */
function layBest(asked: FilePrints, stored: readonly FilePrints[]): Verified | undefined {
  const query = printBytes(asked.points);
  return stored
    .map(({ points }) => verifyPicture(query, printBytes(points), asked.shape))
    .filter(isVerified)
    .toSorted((a, b) => b.cover - a.cover)[0];
}

/** Finds a changed word in a recording. */
function doubtSound(hit: FileHit, asked: FilePrints, stored: readonly FilePrints[]) {
  const sounds = stored.filter(({ sound }) => sound);
  const voice = hit.laid && sounds[hit.laid.sound]?.voice;
  if (!hit.laid || !voice || !asked.voice) return 'unread';
  const isSame = saysTheSame(soundOf(asked.voice), soundOf(voice), hit.laid.line);
  return isSame ? undefined : 'changed';
}

/** Finds another text on the same background: words are illegible, or no picture of the document aligns (a mirrored one cannot). */
function doubtPicture(isRead: boolean, asked: FilePrints, stored: readonly FilePrints[]) {
  const written = stored.filter(({ hashes }) => hashes).every((file) => file.written);
  if (written && !isRead) return 'unread';
  const points = stored.flatMap((file) => (file.points ? [printBytes(file.points)] : []));
  if (!asked.points || points.length === 0) return undefined;
  const query = printBytes(asked.points);
  const changes = points.map((each) => findChange(query, each));
  if (changes.includes('none')) return undefined;
  return changes.includes('some') || isRead ? 'changed' : undefined;
}
