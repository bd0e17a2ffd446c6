import { type FilePrints, printBytes, soundOf } from './file-prints.ts';
import type { Doubt, FileHit } from './match.ts';
import { findChange } from './pictures/find-change.ts';
import { saysTheSame } from './sounds/compare-voices.ts';

/** A file that was found again for sure by its coarse prints. */
interface Found {
  hit: FileHit;
  asked: FilePrints;
  /** Whether words could be read in it. */
  isRead: boolean;
}

/** What a look at the fine prints says against a file that is the same by the coarse ones, given those of the document. */
export function doubtAfterLook(found: Found, stored: readonly FilePrints[]): Doubt | undefined {
  return found.hit.type === 'sound' ? doubtSound(found, stored) : doubtPicture(found, stored);
}

/** A word that was changed in a recording. */
function doubtSound({ hit, asked }: Found, stored: readonly FilePrints[]): Doubt | undefined {
  const sounds = stored.filter(({ sound }) => sound);
  const voice = hit.laid && sounds[hit.laid.sound]?.voice;
  if (!hit.laid || !voice || !asked.voice) return 'unread';
  const isSame = saysTheSame(soundOf(asked.voice), soundOf(voice), hit.laid.line);
  return isSame ? undefined : 'changed';
}

/**
 * Another text on the same background: words that can no longer be read where there were some, or none of the document's pictures lies whole upon the one that was sent. A mirrored one
 * cannot be laid; but then its words cannot be read either.
 */
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
