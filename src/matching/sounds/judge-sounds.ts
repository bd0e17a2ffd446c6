import type { FileHit } from '../match.ts';
import { SURE } from './find-fit.ts';
import type { SoundHit } from './sound-index.ts';

/** Stored sound that shares a stretch with the query: its document, and which of its sounds. */
export interface StoredSound extends SoundHit {
  document: string;
  sound: number;
}

/** Decides what found sounds allow: an answer if one document's speech, not music, covers most of both recordings. */
export function judgeSounds(found: readonly StoredSound[], speaks: boolean): FileHit[] {
  return found.map((hit) => {
    const { document: id, score, sound, line, span } = hit;
    const known = { id, type: 'sound' as const, alike: score, laid: { sound, line }, span };
    if (score < SURE || isAside(hit)) return { ...known, grip: 'perhaps' };
    const doubt = doubtOf(hit, found, speaks);
    return doubt === undefined ? { ...known, grip: 'sure' } : { ...known, grip: 'likely', doubt };
  });
}

/** Whether a stored sound contains all or nearly all of the query, at its own speed and pitch. */
export function isHeardIn({ score, cover, pitch }: SoundHit): boolean {
  return pitch === undefined && score >= SURE && cover.asked >= MOST_OF_STORED;
}

/** Shares of the query, and of the stored sound, that must be the same. */
const MOST_OF_ASKED = 0.8;
const MOST_OF_STORED = 0.7;
/** Less than this of both is a jingle between other things. */
const LITTLE = 0.5;
/** Share of a stretch that no other document may have. */
const OWN = 0.6;

function isAside({ cover }: SoundHit): boolean {
  return cover.asked < LITTLE && cover.stored < LITTLE;
}

function doubtOf(hit: StoredSound, found: readonly StoredSound[], speaks: boolean) {
  if (!speaks) return 'music';
  const { cover, pitch } = hit;
  // At another speed or pitch, one number may be another, and differ no more than the rest.
  if (pitch !== undefined) return 'changed';
  if (cover.asked < MOST_OF_ASKED || cover.stored < MOST_OF_STORED) return 'part';
  return isShared(hit, found) ? 'shared' : undefined;
}

/** Whether most of a stretch also belongs to other documents. */
function isShared(hit: StoredSound, found: readonly StoredSound[]): boolean {
  const others = found.filter((each) => each.document !== hit.document && each.score >= SURE);
  let own = 0;
  for (let at = hit.from; at < hit.to; at++) {
    if (!others.some(({ from, to }) => at >= from && at < to)) own += 1;
  }
  return own < OWN * (hit.to - hit.from);
}
