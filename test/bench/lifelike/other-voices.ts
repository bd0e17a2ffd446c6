import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMemoryStore } from '../../../src/app/open-store.ts';
import type { EvidenceReader } from '../../../src/domain/messages/evidence.ts';
import { FactCheckIndex } from '../../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../../support/builders.ts';
import { aKnownFile } from '../../support/known-media.ts';
import { showProgress } from '../match-run.ts';
import { makeHoaxes } from '../ocr-texts.ts';
import { layUnder, play, speak, VOICE_WEAR } from './record-voices.ts';

/** Languages of espeak-ng in which notes are spoken, four each. */
const LANGUAGES = ['id', 'ms', 'en-us', 'nl', 'tr'];
const NOTES = 20;
const SECONDS = 30;

interface Note {
  words: readonly [own: string, other: string];
  seed: number;
  language: string;
  voice: string;
  song: string;
}

/** Sends 200 recordings that are none of the 20 known ones but share their voice or their song, and tells what became of them. */
export async function formatOtherVoices(
  reader: EvidenceReader,
  { folder, seed }: { folder: string; seed: number },
): Promise<string> {
  const notes = recordNotes(folder, seed);
  const known = notes.map(({ words, voice }, at) =>
    aKnownFile(reader, readFileSync(voice), {
      id: `note-${at}`,
      title: words[0],
      narratives: [words[0]],
    }),
  );
  const others = makeHoaxes(100, seed).map(({ document: { id, title, narratives } }) =>
    aFactCheck({ id, title, narratives: [...narratives] }),
  );
  const store = await openMemoryStore([...(await Promise.all(known)), ...others]);
  const index = await FactCheckIndex.open(store.factChecks);
  const rows = new Map<string, { answered: number; asked: number; none: number }>();
  const path = join(folder, 'other-note.ogg');
  for (const [at, note] of notes.entries()) {
    for (const [way, record] of Object.entries(OTHERS)) {
      record(note, path);
      const evidence = await reader.read({ mime: '', bytes: readFileSync(path) });
      const { tier } = await index.match({ text: '', read: [], files: [evidence.asked] });
      const row = rows.get(way) ?? { answered: 0, asked: 0, none: 0 };
      row[tier === 'answer' ? 'answered' : tier === 'none' ? 'none' : 'asked'] += 1;
      rows.set(way, row);
      showProgress(`other voices: note ${at}, ${way}`);
    }
  }
  showProgress('');
  return ['other words by a known voice or over a known song: answered, asked, neither']
    .concat([...rows].map(([way, row]) => `  ${way.padEnd(50)}${Object.values(row).join('  ')}`))
    .join('\n');
}

function recordNotes(folder: string, seed: number): Note[] {
  const texts = makeHoaxes(2 * NOTES, seed + 50).map(({ document }) =>
    document.narratives.join(' '),
  );
  return Array.from({ length: NOTES }, (_, at) => {
    const note: Note = {
      words: [texts[2 * at] ?? '', texts[2 * at + 1] ?? ''],
      seed: seed * 100 + at,
      language: LANGUAGES[at % LANGUAGES.length] ?? '',
      voice: join(folder, `note-${at}.ogg`),
      song: join(folder, `note-${at}.song.ogg`),
    };
    play(note.seed, SECONDS, note.song);
    overSong(note, { words: note.words[0], seed: note.seed }, note.voice);
    return note;
  });
}

/** Speaks; every other note has its song below. */
function overSong(
  note: Note,
  { words, seed }: { words: string; seed: number },
  path: string,
): void {
  const hasSong = note.seed % 2 === 1;
  speak(words, seed, hasSong ? `${path}.plain.ogg` : path, note.language);
  if (hasSong) layUnder(`${path}.plain.ogg`, note.song, path);
}

const sameVoice = (note: Note, path: string) =>
  overSong(note, { words: note.words[1], seed: note.seed }, path);

function sameSong(note: Note, path: string): void {
  speak(note.words[1], note.seed + 3, `${path}.plain.ogg`, note.language);
  layUnder(`${path}.plain.ogg`, note.song, path);
}

/** Sends one way of telling other words through what happens to a voice note on its way. */
function worn(record: typeof sameVoice, way: string) {
  return (note: Note, path: string) => {
    record(note, `${path}.unworn.ogg`);
    VOICE_WEAR[way]?.(`${path}.unworn.ogg`, path, note.song);
  };
}

/** Recordings of a note's other words, or of its song. */
const OTHERS: Readonly<Record<string, (note: Note, path: string) => void>> = {
  'the same voice': sameVoice,
  'the same voice, tempo 1.3': worn(sameVoice, 'tempo 1.3'),
  'the same voice, tempo 0.8': worn(sameVoice, 'tempo 0.8'),
  'the same voice, two semitones up': worn(sameVoice, 'pitch +2'),
  'the same voice over its song': worn(sameVoice, 'over music'),
  'another voice over the same song': sameSong,
  'another voice over the same song, tempo 1.15': worn(sameSong, 'tempo 1.15'),
  'another voice over the same song, faster, higher': worn(sameSong, 'faster and higher'),
  'a voice of another language over the same song': (note, path) => {
    speak(note.words[1], note.seed + 3, `${path}.plain.ogg`, note.language === 'nl' ? 'id' : 'nl');
    layUnder(`${path}.plain.ogg`, note.song, path);
  },
  'the song alone': ({ song }, path) => VOICE_WEAR['sent on']?.(song, path, song),
};
