import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cutFilm } from './cut-films.ts';
import { drawPost } from './draw-posts.ts';
import { layUnder, play, speak } from './record-voices.ts';
import type { Studio } from './studio.ts';

const claimSchema = z.object({
  /** What is written or spoken in the item. */
  said: z.string(),
  /** What a fact-checker calls it. */
  told: z.string(),
  /** What somebody else sends on the same template, in the same voice or with the same song. */
  other: z.string(),
});
const claimsSchema = z.object({
  pictures: z.array(claimSchema),
  voices: z.array(claimSchema),
  films: z.array(claimSchema),
});

type Claim = z.infer<typeof claimSchema>;

/** Something that was checked, and the file it is known by. */
export interface Item extends Claim {
  id: string;
  kind: 'picture' | 'voice' | 'film';
  seed: number;
  path: string;
  /** Its own music. */
  song: string;
  isHeldOut: boolean;
  /** Whether its fact-check has only the words, not the file. */
  isByWords: boolean;
}

/** Where items are made, and with which seed. */
export interface Workshop {
  studio: Studio;
  folder: string;
  seed: number;
  /** Music that no item has. */
  song: string;
}

const KINDS = { pictures: 'picture', voices: 'voice', films: 'film' } as const;
const ENDINGS = { picture: 'png', voice: 'ogg', film: 'mp4' };
const SONG_SECONDS = 40;
/** Every third item is held out. */
const THIRD = 3;
/** Every fourth picture is known by its words alone. */
const FOURTH = 4;

/** Opens a workshop in a folder. */
export function openWorkshop(studio: Studio, folder: string, seed: number): Workshop {
  const song = join(folder, 'other.song.ogg');
  play(seed + 777, SONG_SECONDS, song);
  return { studio, folder, seed, song };
}

/** Makes the items of some kinds; at most so many of each. */
export async function makeItems(
  shop: Workshop,
  { most, kinds }: { most: number; kinds: readonly string[] },
): Promise<Item[]> {
  const items: Item[] = [];
  for (const [group, claims] of Object.entries(readClaims())) {
    const kind = KINDS[group as keyof typeof KINDS]; // the schema has these keys
    if (!kinds.includes(kind)) continue;
    for (const [at, claim] of claims.slice(0, most).entries()) {
      const id = `${kind}-${at}`;
      const path = join(shop.folder, `${id}.${ENDINGS[kind]}`);
      const song = join(shop.folder, `${id}.song.ogg`);
      const seed = shop.seed * 1000 + items.length;
      const isHeldOut = at % THIRD === THIRD - 1;
      const isByWords = kind === 'picture' && at % FOURTH === FOURTH - 1;
      const item = { ...claim, id, kind, seed, path, song, isHeldOut, isByWords };
      if (kind !== 'picture') play(seed, SONG_SECONDS, song);
      writeFileSync(path, await makeFile(shop, item, { words: claim.said, path }));
      items.push(item);
    }
  }
  return items;
}

function readClaims() {
  const path = join(import.meta.dirname, 'claims.json');
  return claimsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Differences of another file on the template of an item. */
interface Take {
  words: string;
  path: string;
  hasOtherPictures?: boolean;
  hasOtherVoice?: boolean;
}

/** Makes the file of an item, or another one on its template. */
export async function makeFile({ studio }: Workshop, item: Item, take: Take): Promise<Buffer> {
  const { kind, seed } = item;
  if (kind === 'picture') return drawPost(studio, take.words, seed);
  if (kind === 'voice') record(item, take, take.path);
  else await shoot(studio, item, take);
  return readFileSync(take.path);
}

/** Claims of fewer letters are not spoken: their films have music alone. */
const SHORT = 100;
const SECONDS = 28;

async function shoot(studio: Studio, item: Item, take: Take): Promise<void> {
  const { words, path, hasOtherPictures = false } = take;
  const isSpoken = item.said.length > SHORT;
  const sound = isSpoken ? `${path}.sound.ogg` : item.song;
  if (isSpoken) record(item, take, sound);
  const seed = hasOtherPictures ? item.seed + 500 : item.seed;
  await cutFilm(studio, { seed, caption: words, sound, seconds: SECONDS }, path);
}

/** Every other voice has music below it from the start. */
function record({ seed, song }: Item, { words, hasOtherVoice = false }: Take, path: string): void {
  const voice = hasOtherVoice ? seed + 1 : seed;
  const hasMusic = seed % 2 === 1;
  speak(words, voice, hasMusic ? `${path}.plain.ogg` : path);
  if (hasMusic) layUnder(`${path}.plain.ogg`, song, path);
}
