import type { Found } from '../pictures/picture-index.ts';

/** Returns films, or pictures, by their share of votes, then by nearness: a frame votes for each that it looks like, or for none where it looks like many. */
export function countVotes(hits: readonly (readonly Found[])[]) {
  const telling = hits.map(nearestOfEach).filter((films) => films.size <= MANY);
  const films = new Map<string, { frames: number; distance: number }>();
  for (const [id, distance] of telling.flatMap((frame) => [...frame])) {
    const film = films.get(id) ?? { frames: 0, distance: 0 };
    films.set(id, { frames: film.frames + 1, distance: film.distance + distance });
  }
  return [...films]
    .sort(([, one], [, other]) => other.frames - one.frames || one.distance - other.distance)
    .map(([id, { frames }]) => ({ id, frames, share: frames / telling.length }));
}

/** A frame that looks like more films than this has no vote. */
const MANY = 8;

function nearestOfEach(hits: readonly Found[]): Map<string, number> {
  const nearest = new Map<string, number>();
  for (const { id, distance } of hits) {
    nearest.set(id, Math.min(distance, nearest.get(id) ?? Number.POSITIVE_INFINITY));
  }
  return nearest;
}
