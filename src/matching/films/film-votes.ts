/** A picture in the index that a frame looks like. */
export interface FrameHit {
  id: string;
  distance: number;
}

/** A film, or picture, that frames of a film look like. */
export interface FilmHit {
  id: string;
  /** The share of the frames that tell something, from 0 to 1. */
  share: number;
  /** How many frames. */
  frames: number;
}

/**
 * Which films the frames of a film speak for, the most frames first, the nearer ones first where as many
 * do. Each frame has one vote for each film that it looks like; one that looks like many films, as black
 * frames and maps do, has none.
 */
export function countVotes(hits: readonly (readonly FrameHit[])[]): FilmHit[] {
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

/** A frame that looks like more films than this says nothing about any. */
const MANY = 8;

function nearestOfEach(hits: readonly FrameHit[]): Map<string, number> {
  const nearest = new Map<string, number>();
  for (const { id, distance } of hits) {
    nearest.set(id, Math.min(distance, nearest.get(id) ?? Number.POSITIVE_INFINITY));
  }
  return nearest;
}
