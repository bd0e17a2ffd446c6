import { type FilePrints, printBytes, soundOf } from './file-prints.ts';
import type { Doubt, FileHit } from './match.ts';
import { findChange } from './pictures/find-change.ts';
import { isVerified, layPicture, type Verified, verifyPicture } from './pictures/verify-picture.ts';
import { saysTheSame } from './sounds/compare-voices.ts';
import { tellsOther } from './word-print.ts';

/** File with the same coarse fingerprints as a stored one. */
interface Found {
  hit: FileHit;
  asked: FilePrints;
  /** Whether it has legible words. */
  isRead: boolean;
}

/** Whether each picture of a document has another text on the same background; in a screenshot of an app a part must look changed too. */
export function tellOther(asked: FilePrints, stored: readonly FilePrints[]): boolean {
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
export function layBest(asked: FilePrints, stored: readonly FilePrints[]): Verified | undefined {
  const query = printBytes(asked.points);
  return stored
    .map(({ points }) => verifyPicture(query, printBytes(points), asked.shape))
    .filter(isVerified)
    .toSorted((a, b) => b.cover - a.cover)[0];
}

/** Compares fine fingerprints if the coarse ones agree; returns a doubt, if any. */
export function doubtAfterLook(found: Found, stored: readonly FilePrints[]): Doubt | undefined {
  return found.hit.type === 'sound' ? doubtSound(found, stored) : doubtPicture(found, stored);
}

/** Finds a changed word in a recording. */
function doubtSound({ hit, asked }: Found, stored: readonly FilePrints[]): Doubt | undefined {
  const sounds = stored.filter(({ sound }) => sound);
  const voice = hit.laid && sounds[hit.laid.sound]?.voice;
  if (!hit.laid || !voice || !asked.voice) return 'unread';
  const isSame = saysTheSame(soundOf(asked.voice), soundOf(voice), hit.laid.line);
  return isSame ? undefined : 'changed';
}

/** Finds another text on the same background: words are illegible, or no picture of the document aligns (a mirrored one cannot). */
function doubtPicture({ asked, isRead }: Found, stored: readonly FilePrints[]): Doubt | undefined {
  const written = stored.filter(({ hashes }) => hashes).every((file) => file.written);
  if (written && !isRead) return 'unread';
  const points = stored.flatMap((file) => (file.points ? [printBytes(file.points)] : []));
  if (!asked.points || points.length === 0) return undefined;
  const query = printBytes(asked.points);
  const changes = points.map((each) => findChange(query, each));
  if (changes.includes('none')) return undefined;
  return changes.includes('some') || isRead ? 'changed' : undefined;
}
