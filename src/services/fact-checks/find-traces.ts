import { doubtAfterLook, layBest, tellOther } from '../../matching/doubt-after-look.ts';
import {
  doubted,
  type EvidenceIndex,
  strongest,
  type Traces,
} from '../../matching/evidence-index.ts';
import { type FilePrints, printBytes } from '../../matching/file-prints.ts';
import type { FileHit, ReadText } from '../../matching/match.ts';
import { beyondShared, MANY } from '../../matching/pictures/verify-picture.ts';
import type { Asked } from '../../ports/match-query.ts';
import type { FactCheckStore } from '../../ports/store.ts';

/** What is known of the files of fact-checks. */
interface Known {
  store: Pick<FactCheckStore, 'get'>;
  evidence: EvidenceIndex;
}

/** The fact-checks whose files or links are those of a message, each with how sure that is. */
export async function findTraces(
  known: Known,
  { files, links, read = [] }: Traces & { read: Asked['read'] | undefined },
): Promise<FileHit[]> {
  const isRead = read.some(isLegible);
  const look = (file: FilePrints) => lookClosely(known, file, isRead);
  const found = await Promise.all(files.map(look));
  const hits = strongest([...found.flat(), ...known.evidence.find({ files: [], links })]);
  if (hits.some(({ type, grip }) => type === 'picture' && grip === 'sure')) return hits;
  const laid = await Promise.all(files.map((file) => layUpon(known, file)));
  const verified = laid.flat();
  return [...verified, ...hits.filter(({ id }) => !verified.some((hit) => hit.id === id))];
}

/** What a file is found by, after a look at what hashes are too coarse for. */
async function lookClosely(
  { store, evidence }: Known,
  file: FilePrints,
  isRead: boolean,
): Promise<FileHit[]> {
  const hits = evidence.find({ files: [file], links: [] });
  const looked = hits.map(async (hit) => {
    if (hit.grip !== 'sure' || (hit.type !== 'picture' && hit.type !== 'sound')) return hit;
    const stored = (await store.get(hit.id))?.files ?? [];
    if (hit.type === 'picture' && tellOther(file, stored)) return asOther(hit);
    const doubt = doubtAfterLook({ hit, asked: file, isRead }, stored);
    const box = hit.type === 'picture' ? layBest(file, stored)?.box : undefined;
    const laid = { ...hit, box };
    return doubt === undefined ? laid : doubted(laid, doubt);
  });
  return withoutShared(await Promise.all(looked));
}

/** Pictures that only look alike are laid upon the one in question, point by point. */
async function layUpon({ store, evidence }: Known, file: FilePrints): Promise<FileHit[]> {
  const { hashes, points } = file;
  if (!hashes || !points) return [];
  const near = evidence.nearPictures(printBytes(hashes));
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
