import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countVotes } from '../../src/matching/films/film-votes.ts';
import { readPicture } from '../../src/matching/pictures/read-picture.ts';
import { SURE } from '../../src/matching/sounds/find-fit.ts';
import { SoundIndex } from '../../src/matching/sounds/sound-index.ts';
import { FILM_EDITS, makeFilm } from '../support/make-films.ts';
import { type Film, readFilm } from '../support/read-film.ts';
import { FrameIndex, type HashFrame, hashByGradient } from './frame-index.ts';
import { showProgress } from './match-run.ts';

type Voted = ReturnType<typeof countVotes>[number];

// How often an edited film is found by its frames and by its sound: npm run bench:films [FILMS]

const [films = 20] = process.argv.slice(2).map(Number);
/** Bits of 256 that may differ. */
const NEAR = 45;
/** The share of frames that have to agree before a film is taken for the same. */
const SAME = 0.3;

const HASHES: Readonly<Record<string, HashFrame>> = {
  gradient: hashByGradient,
  'PDQ of parts': (frame, side) => readPicture(frame, side),
};

const folder = mkdtempSync(join(tmpdir(), 'posko-films-'));
const [plain, changed] = [join(folder, 'plain.mp4'), join(folder, 'changed.mp4')];
try {
  await compare();
} finally {
  rmSync(folder, { recursive: true });
}

async function compare(): Promise<void> {
  const stored: Film[] = [];
  const asked: Asked[] = [];
  for (let film = 0; film < films; film++) {
    await makeFilm(film, plain);
    stored.push(await read('store', plain));
    for (const [edit, make] of Object.entries(FILM_EDITS)) {
      make(plain, changed);
      const begun = performance.now();
      const got = await read('query', changed);
      asked.push({ film, edit, read: got, ms: performance.now() - begun });
    }
    showProgress(`films: ${film + 1} of ${films}`);
  }
  showProgress('');
  for (const [name, hash] of Object.entries(HASHES)) report(name, hash, { stored, asked });
}

interface Compared {
  stored: readonly Film[];
  asked: readonly Asked[];
}

interface Asked {
  film: number;
  edit: string;
  read: Film;
  ms: number;
}

async function read(side: 'query' | 'store', path: string): Promise<Film> {
  const film = await readFilm(path, side);
  if ('problem' in film) throw new Error(`${path} cannot be read: ${film.problem}`);
  return film;
}

function report(name: string, hash: HashFrame, { stored, asked }: Compared): void {
  const sounds = new SoundIndex();
  const frames = new FrameIndex(hash);
  for (const [film, { sound, frames: all }] of stored.entries()) {
    if (sound) sounds.put(`${film}`, sound.fingerprint);
    frames.put(`${film}`, all);
  }
  const count = stored.reduce((sum, film) => sum + film.frames.length, 0);
  console.log(`${films} painted films, ${count} frames stored, hash by ${name}`);
  print('edit', ['first', 'same', 'wrong', 'by sound', 'read ms']);
  const answers = asked.map((query) => answer(query, frames, sounds));
  for (const edit of Object.keys(FILM_EDITS)) {
    const rows = answers.filter((each) => each.edit === edit);
    const mean = (value: (row: Answer) => number | boolean) =>
      rows.reduce((sum, row) => sum + Number(value(row)), 0) / rows.length;
    const shares = [mean(isFirst), mean(isSame), mean(isWrong), mean(({ isHeard }) => isHeard)];
    print(edit, [...shares.map((share) => share.toFixed(2)), mean(({ ms }) => ms).toFixed(0)]);
  }
}

/** What was found for an edited film, and what would have been if it were not there. */
interface Answer extends Asked {
  best: Voted | undefined;
  other: Voted | undefined;
  isHeard: boolean;
}

function answer(query: Asked, frames: FrameIndex, sounds: SoundIndex): Answer {
  const hits = query.read.frames.map((frame) => frames.find(frame, NEAR));
  const others = hits.map((frame) => frame.filter(({ id }) => id !== `${query.film}`));
  const [heard] = query.read.sound ? sounds.find(query.read.sound.fingerprint, 1) : [];
  const isHeard = heard?.id === `${query.film}` && heard.score >= SURE;
  return { ...query, best: countVotes(hits)[0], other: countVotes(others)[0], isHeard };
}

function isFirst({ film, best }: Answer): boolean {
  return best?.id === `${film}`;
}

function isSame(found: Answer): boolean {
  return isFirst(found) && (found.best?.share ?? 0) >= SAME;
}

function isWrong({ other }: Answer): boolean {
  return (other?.share ?? 0) >= SAME;
}

function print(name: string, cells: readonly string[]): void {
  console.log(name.padEnd(14) + cells.map((cell) => cell.padStart(10)).join(''));
}
