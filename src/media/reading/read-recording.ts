import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Evidence, MAX_READ, noEvidence } from '../../domain/messages/evidence.ts';
import { type FilePrints, toSoundPrint } from '../../matching/file-prints.ts';
import { readVoice, type VoicePrint } from '../../matching/sounds/read-voice.ts';
import { probeFilm } from '../films/take-frames.ts';
import { readFilmMetadata } from '../metadata/read-metadata.ts';
import { decodeSound, fingerprintPcm, type Pcm } from '../sounds/decode-sound.ts';
import { readFilmPictures } from './read-film-pictures.ts';
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
