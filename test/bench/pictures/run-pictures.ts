import { findChange } from '../../../src/matching/pictures/find-change.ts';
import { PictureIndex } from '../../../src/matching/pictures/picture-index.ts';
import type { Raster } from '../../../src/matching/pictures/raster.ts';
import { readPicture } from '../../../src/matching/pictures/read-picture.ts';
import { readPoints } from '../../../src/matching/pictures/read-points.ts';
import { isVerified, verifyPicture } from '../../../src/matching/pictures/verify-picture.ts';
import { decodePicture } from '../../../src/media/pictures/decode-picture.ts';
import { differences } from './base-pictures.ts';
import type { EditKind } from './edit-pictures.ts';
import { pdqOf, pHash64 } from './peers.ts';
import type { PictureSet } from './picture-set.ts';

/** What was found for one edited picture: distances to its own picture and to the nearest other one. */
export interface Asked {
  kind: EditKind;
  base: string;
  own: number;
  other: number;
  verified: boolean;
  /** Whether a look at the points of a picture that is near enough finds a part of it changed. */
  changed: boolean;
  otherVerified: boolean;
  onePdq: number;
  otherPdq: number;
  pHash: number;
  otherPHash: number;
}

export type Times = Map<string, { sum: number; count: number }>;

interface Stored {
  index: PictureIndex;
  points: Uint8Array[];
  pdq: Uint8Array[];
  pHash: Uint8Array[];
}

/** Candidates for a look at their points: how near, and how many. */
const CANDIDATES = { within: 100, most: 50 };

export async function storeAll(set: PictureSet): Promise<{ stored: Stored; times: Times }> {
  const stored: Stored = { index: new PictureIndex(), points: [], pdq: [], pHash: [] };
  const times: Times = new Map();
  for (const { n } of set.bases) {
    const bytes = set.base(n);
    const raster = await rasterOf(bytes);
    const hashes = timed(times, 'hashes to store', () => readPicture(raster, 'store'));
    stored.index.put(`${n}`, hashes);
    stored.points.push(timed(times, 'points to store', () => readPoints(raster, 'store')));
    stored.pdq.push((await pdqOf(bytes)).hash);
    stored.pHash.push(await pHash64(bytes));
  }
  return { stored, times };
}

interface Run {
  queries: readonly { n: number; kind: EditKind }[];
  times: Times;
}

export async function askAll(set: PictureSet, stored: Stored, { queries, times }: Run) {
  const all: Asked[] = [];
  for (const query of queries) {
    const bytes = set.query(query);
    const raster = await rasterOf(bytes);
    const hashes = timed(times, 'hashes to ask', () => readPicture(raster, 'query'));
    const found = stored.index.find(hashes, CANDIDATES.most + 1, CANDIDATES.within);
    const distances = new Map(found.map(({ id, distance }) => [Number(id), distance]));
    const own = distances.get(query.n) ?? 256;
    distances.delete(query.n);
    const seen = own <= 31 ? NOTHING : verify(raster, { query, found, stored, times });
    const own31 = own <= 31 ? stored.points[query.n] : undefined;
    const changed =
      own31 !== undefined && findChange(readPoints(raster, 'query'), own31) === 'some';
    const [onePdq, otherPdq] = nearest(stored.pdq, (await pdqOf(bytes)).hash, query.n);
    const [pHash, otherPHash] = nearest(stored.pHash, await pHash64(bytes), query.n);
    const base = set.bases[query.n]?.kind ?? '';
    const other = Math.min(256, ...distances.values());
    all.push({
      kind: query.kind,
      base,
      own,
      other,
      ...seen,
      changed,
      onePdq,
      otherPdq,
      pHash,
      otherPHash,
    });
  }
  return all;
}

const NOTHING = { verified: false, otherVerified: false };

interface Seen {
  query: { n: number };
  found: readonly { id: string }[];
  stored: Stored;
  times: Times;
}

function verify(raster: Raster, { query, found, stored, times }: Seen): typeof NOTHING {
  const asked = timed(times, 'points to ask', () => readPoints(raster, 'query'));
  const verified = found.filter(({ id }) => {
    const points = stored.points[Number(id)] ?? new Uint8Array();
    return isVerified(timed(times, 'a pair verified', () => verifyPicture(asked, points)));
  });
  return {
    verified: verified.some(({ id }) => Number(id) === query.n),
    otherVerified: verified.some(({ id }) => Number(id) !== query.n),
  };
}

function nearest(all: readonly Uint8Array[], asked: Uint8Array, own: number): [number, number] {
  const distances = all.map((one) => differences(one, asked));
  const others = distances.filter((_, at) => at !== own);
  return [distances[own] ?? 256, Math.min(...others)];
}

async function rasterOf(bytes: Uint8Array): Promise<Raster> {
  const decoded = await decodePicture(bytes);
  if ('problem' in decoded) throw new Error(`a picture of the set is ${decoded.problem}`);
  return decoded.raster;
}

function timed<T>(times: Times, what: string, work: () => T): T {
  const start = process.cpuUsage();
  const done = work();
  const { user, system } = process.cpuUsage(start);
  const { sum, count } = times.get(what) ?? { sum: 0, count: 0 };
  times.set(what, { sum: sum + (user + system) / 1000, count: count + 1 });
  return done;
}
