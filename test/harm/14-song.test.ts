import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileReader } from '../../src/media/reading/file-reader.ts';
import { aFolder } from '../support/builders.ts';
import { aFileReader, aKnownFile, aMatcherOf } from '../support/known-media.ts';
import { FILM_EDITS, makeFilm } from '../support/make-films.ts';
import { joinSounds, makeSong, SONGS, speakText, withSound } from '../support/make-reels.ts';
import { makeSound } from '../support/make-sounds.ts';
import { hasMediaTools } from '../support/media-tools.ts';
import { SOUND_EDITS } from '../support/sound-edits.ts';

/** What reads has to wait for what else the machine does. */
const PATIENCE_MS = 240_000;
const CHATTER =
  'Halo semuanya, jangan lupa nanti sore kita latihan menyanyi di rumah bu Tuti ya. Yang membawa kue tolong datang lebih awal. Sampai jumpa di sana.';

let reader: FileReader;
beforeAll(() => {
  reader = aFileReader();
});
afterAll(() => reader?.close());

function made(make: (path: string) => void, ending = 'ogg'): string {
  const path = join(aFolder(), `a.${ending}`);
  make(path);
  return path;
}

async function aFilm(seed: number, sound: string): Promise<Buffer> {
  const film = join(aFolder(), 'a.mp4');
  await makeFilm(seed, film);
  return readFileSync(made((path) => withSound(film, sound, path), 'mp4'));
}

describe.skipIf(!hasMediaTools())('a song', () => {
  test.each(Object.keys(SONGS))(
    'a film with other pictures and the same song is never answered: %s',
    async (name) => {
      const song = made((path) => makeSong(name, 12, path));
      const known = await aKnownFile(reader, await aFilm(1, song), { id: 'hoaks' });
      const ask = await aMatcherOf(reader, [known]);
      expect((await ask(await aFilm(2, song)))[0]).not.toBe('answer');
      expect((await ask(readFileSync(song)))[0]).not.toBe('answer');
    },
    PATIENCE_MS,
  );

  test(
    'a voice note of chatter behind the jingle of a hoax is never answered',
    async () => {
      const jingle = made((path) => makeSong('piano', 8, path));
      const hoax = made((path) => makeSound(3, path));
      const both = made((path) => joinSounds(jingle, hoax, path));
      const ask = await aMatcherOf(reader, [
        await aKnownFile(reader, readFileSync(both), { id: 'hoaks' }),
      ]);
      const chatter = made((path) => speakText(CHATTER, 'id+f2', path));
      const sent = made((path) => joinSounds(jingle, chatter, path));
      expect((await ask(readFileSync(sent)))[0]).not.toBe('answer');
    },
    PATIENCE_MS,
  );

  test(
    'a stretch that two fact-checks have answers for neither of them',
    async () => {
      const greeting = made((path) => makeSound(4, path));
      const [one, other] = [5, 6].map((seed) => made((path) => makeSound(seed, path)));
      const known = await Promise.all(
        [one ?? '', other ?? ''].map(async (rest, at) => {
          const whole = made((path) => joinSounds(greeting, rest, path));
          return aKnownFile(reader, readFileSync(whole), { id: `hoaks-${at}` });
        }),
      );
      const ask = await aMatcherOf(reader, known);
      expect((await ask(readFileSync(greeting)))[0]).not.toBe('answer');
    },
    PATIENCE_MS,
  );

  test(
    'a known voice note is answered however it was sent on, and an excerpt of it is asked about',
    async () => {
      const note = made((path) => makeSound(7, path));
      const ask = await aMatcherOf(reader, [
        await aKnownFile(reader, readFileSync(note), { id: 'hoaks' }),
      ]);
      for (const edit of ['opus', 'mp3', 'trim', 'phone band', 'prefix 4 s']) {
        const sent = made((path) => SOUND_EDITS[edit]?.(note, path));
        expect([edit, ...(await ask(readFileSync(sent)))]).toEqual([edit, 'answer', 'hoaks']);
      }
      const excerpt = made((path) => SOUND_EDITS['excerpt 12 s']?.(note, path));
      expect(await ask(readFileSync(excerpt))).toEqual(['confirm', 'hoaks']);
    },
    PATIENCE_MS,
  );

  test(
    'a known film is answered with its song or another one, and asked about with other speech',
    async () => {
      const song = made((path) => makeSong('chords', 12, path));
      const film = await aFilm(3, song);
      const ask = await aMatcherOf(reader, [await aKnownFile(reader, film, { id: 'hoaks' })]);
      expect(await ask(film)).toEqual(['answer', 'hoaks']);
      const other = made((path) => makeSong('piano', 12, path));
      expect(await ask(await aFilm(3, other))).toEqual(['answer', 'hoaks']);
      const speech = made((path) => makeSound(8, path));
      expect((await ask(await aFilm(3, speech)))[0]).toBe('confirm');
    },
    PATIENCE_MS,
  );

  test(
    'a known film is answered when it is mirrored',
    async () => {
      const [film, mirrored] = [join(aFolder(), 'a.mp4'), join(aFolder(), 'b.mp4')];
      await makeFilm(4, film);
      FILM_EDITS.mirrored?.(film, mirrored);
      const known = await aKnownFile(reader, readFileSync(film), { id: 'hoaks' });
      const ask = await aMatcherOf(reader, [known]);
      expect(await ask(readFileSync(mirrored))).toEqual(['answer', 'hoaks']);
    },
    PATIENCE_MS,
  );
});
