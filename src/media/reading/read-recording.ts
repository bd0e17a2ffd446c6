import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Evidence, MAX_READ, noEvidence } from '../../domain/messages/evidence.ts';
import { countBits } from '../../matching/count-bits.ts';
import { type FilePrints, toFramesPrint, toSoundPrint } from '../../matching/file-prints.ts';
import { HASH_BYTES } from '../../matching/pictures/pdq.ts';
import type { Raster } from '../../matching/pictures/raster.ts';
import { readPicture } from '../../matching/pictures/read-picture.ts';
import { readVoice, type VoicePrint } from '../../matching/sounds/read-voice.ts';
import { probeFilm, takeFrames, takeStill } from '../films/take-frames.ts';
import { readFilmMetadata } from '../metadata/read-metadata.ts';
import { drawThumbnail } from '../pictures/draw-thumbnail.ts';
import { decodeSound, fingerprintPcm, type Pcm } from '../sounds/decode-sound.ts';
import { wordsIn } from './read-picture-file.ts';
import type { Tools } from './tools.ts';

/** Reads the fingerprints of a sound or a film, and the words shown or spoken in it. */
export async function readRecording(bytes: Uint8Array, tools: Tools): Promise<Evidence> {
  const folder = await mkdtemp(join(tmpdir(), 'posko-'));
  try {
    const path = join(folder, 'recording');
    await writeFile(path, bytes, { mode: 0o600 });
    return await readPath(path, tools);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readPath(path: string, tools: Tools): Promise<Evidence> {
  const film = await probeFilm(path);
  if ('problem' in film) return readSound(path, tools);
  const [sound, pictures, metadata] = await Promise.all([
    film.hasSound ? readSound(path, tools) : NO_SOUND,
    readFilmPictures(path, film.seconds, tools),
    readFilmMetadata(path),
  ]);
  if ('problem' in pictures && sound.problem) return { ...sound, kind: 'film' };
  const looks = 'problem' in pictures ? NO_PICTURES : pictures;
  return {
    ...looks,
    kind: 'film',
    texts: [...looks.texts, ...sound.texts],
    asked: { ...sound.asked, ...looks.asked },
    kept: { ...sound.kept, ...looks.kept },
    seconds: film.seconds,
    metadata,
  };
}

const NO_SOUND: Evidence = { kind: 'sound', texts: [], asked: {}, kept: {} };
const NO_PICTURES = { texts: [], asked: {}, kept: {} };

async function readSound(path: string, tools: Tools): Promise<Evidence> {
  const decoded = await decodeSound(path);
  if ('problem' in decoded) return { ...noEvidence(decoded.problem), kind: 'sound' };
  const print = await fingerprintPcm(decoded.pcm);
  const texts = await hear(decoded.pcm, tools);
  if ('problem' in print) return { kind: 'sound', texts, asked: {}, kept: {} };
  const sound = toSoundPrint(print.fingerprint);
  const voice = readVoice(decoded.pcm);
  const pitches = voice.query.speaks
    ? toSoundPrint(voice.query.pitches.subarray(0, MOST_PITCHES))
    : undefined;
  const asked = { sound, ...toPrints(voice.query), pitches };
  const kept = { sound, ...toPrints(voice.store) };
  return { kind: 'sound', texts, asked, kept, seconds: print.seconds };
}

/** Two minutes; a sound that was changed is known by them. */
const MOST_PITCHES = 18_750;

function toPrints({ items, speaks }: VoicePrint): Pick<FilePrints, 'voice' | 'speaks'> {
  return { voice: toSoundPrint(items), speaks };
}

/** Transcribes speech; nothing without a model. */
async function hear(pcm: Pcm, tools: Tools): Promise<Evidence['texts']> {
  const transcriber = await tools.transcriber();
  const heard = await transcriber?.transcribe(pcm);
  return heard ? [{ source: 'speech', text: heard.text.slice(0, MAX_READ) }] : [];
}

/** Reads the frames of a film and the words shown in it. */
async function readFilmPictures(path: string, seconds: number, tools: Tools) {
  const [asked, kept, texts] = await Promise.all([
    takeFrames(path, 'query', seconds),
    takeFrames(path, 'store', seconds),
    readStills(path, seconds, tools),
  ]);
  if ('problem' in asked) return asked;
  const stored = 'problem' in kept ? asked : kept;
  const key = asked.find((frame) => readPicture(frame, 'frame').length > 0);
  const thumbnail = key && (await drawThumbnail(key));
  const prints = { asked: framesPrint(asked, 'frame'), kept: framesPrint(stored, 'store') };
  return { texts, thumbnail, asked: { frames: prints.asked }, kept: { frames: prints.kept } };
}

/** Hashes a frame as it is and mirrored: films are seldom cropped and rotated like pictures. */
function framesPrint(frames: readonly Raster[], side: 'frame' | 'store'): string {
  return toFramesPrint(differentOnes(frames.map((frame) => readPicture(frame, side))));
}

/** Empties frames that look like the last one that is kept. */
function differentOnes(frames: readonly Uint8Array[]): Uint8Array[] {
  const kept: Uint8Array[] = [];
  for (const hashes of frames) {
    const last = kept.findLast(({ length }) => length > 0);
    const isSame = last && hashes.length > 0 && differingBits(hashes, last) <= STILL;
    kept.push(isSame ? new Uint8Array() : hashes);
  }
  return kept;
}

/** Bits of 256: less than recompression changes. */
const STILL = 6;

/** Compares the hashes of two whole frames, which stand first. */
function differingBits(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < HASH_BYTES; at++) count += countBits((a[at] ?? 0) ^ (b[at] ?? 0));
  return count;
}

/** Early, in the middle and late in a film, as shares of its length. */
const MOMENTS = [0.15, 0.5, 0.85];

/** Captions stay for most of a film, so a few moments show them all, and two if they say the same. */
async function readStills(path: string, seconds: number, tools: Tools): Promise<Evidence['texts']> {
  const texts = new Map<string, Evidence['texts'][number]>();
  for (const moment of MOMENTS) {
    const still = await takeStill(path, moment * seconds);
    const read = still && (await wordsIn(still, tools));
    if (read && texts.has(read.text)) break;
    if (read) texts.set(read.text, read);
  }
  const [longest, ...more] = [...texts.values()].sort((a, b) => b.text.length - a.text.length);
  if (!longest) return [];
  const others = more.filter(({ text }) => !longest.text.includes(text));
  const all = [longest, ...others];
  const text = all.map((each) => each.text).join('\n');
  const unsure = all.flatMap((each) => each.unsure ?? []);
  return [{ source: 'picture', text: text.slice(0, MAX_READ), unsure: unsure.slice(0, 500) }];
}
