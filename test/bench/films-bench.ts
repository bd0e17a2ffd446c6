import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countVotes } from '../../src/matching/films/film-votes.ts';
import { SURE } from '../../src/matching/sounds/score-fit.ts';
import { SoundIndex } from '../../src/matching/sounds/sound-index.ts';
import { type Film, readFilm } from '../../src/media/films/read-film.ts';
import { FILM_EDITS, makeFilm } from '../support/make-films.ts';
import { FrameIndex, hashByGradient } from './frame-index.ts';
import { showProgress } from './match-run.ts';

// How often an edited film is found by its frames and by its sound: npm run bench:films [FILMS]

const [films = 20] = process.argv.slice(2).map(Number);
/** Bits of 256 that may differ. */
const NEAR = 45;
/** The share of frames that have to agree before a film is taken for the same. */
const SAME = 0.3;

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
    stored.push(await read('stored', plain));
    for (const [edit, make] of Object.entries(FILM_EDITS)) {
      make(plain, changed);
      const begun = performance.now();
      const got = await read('asked', changed);
      asked.push({ film, edit, read: got, ms: performance.now() - begun });
    }
    showProgress(`films: ${film + 1} of ${films}`);
  }
  showProgress('');
  report(stored, asked);
}

interface Asked {
  film: number;
  edit: string;
  read: Film;
  ms: number;
}

async function read(side: 'asked' | 'stored', path: string): Promise<Film> {
  const film = await readFilm(path, side);
  if ('problem' in film) throw new Error(`${path} cannot be read: ${film.problem}`);
  return film;
}

function report(stored: readonly Film[], asked: readonly Asked[]): void {
  const sounds = new SoundIndex();
  const frames = new FrameIndex(hashByGradient);
  for (const [film, { sound, frames: all }] of stored.entries()) {
    if (sound) sounds.put(`${film}`, sound.fingerprint);
    frames.put(`${film}`, all);
  }
  const best = ({ read }: Asked, without?: number) =>
    countVotes(
      read.frames.map((frame) => frames.find(frame, NEAR).filter(({ id }) => id !== `${without}`)),
    )[0];
  console.log(
    `${films} painted films, ${stored.reduce((sum, film) => sum + film.frames.length, 0)} frames stored`,
  );
  print('edit', ['first', 'same', 'wrong', 'by sound', 'read ms']);
  for (const edit of Object.keys(FILM_EDITS)) {
    const queries = asked.filter((query) => query.edit === edit);
    const share = (isSo: (query: Asked) => boolean) =>
      (queries.filter(isSo).length / queries.length).toFixed(2);
    print(edit, [
      share((query) => best(query)?.id === `${query.film}`),
      share((query) => best(query)?.id === `${query.film}` && (best(query)?.share ?? 0) >= SAME),
      share((query) => (best(query, query.film)?.share ?? 0) >= SAME),
      share(
        ({ film, read: { sound } }) =>
          sound !== undefined && isHeard(sounds, sound.fingerprint, film),
      ),
      (queries.reduce((sum, { ms }) => sum + ms, 0) / queries.length).toFixed(0),
    ]);
  }
}

function isHeard(sounds: SoundIndex, fingerprint: Uint32Array, film: number): boolean {
  const [hit] = sounds.find(fingerprint, 1);
  return hit?.id === `${film}` && hit.score >= SURE;
}

function print(name: string, cells: readonly string[]): void {
  console.log(name.padEnd(14) + cells.map((cell) => cell.padStart(10)).join(''));
}
