import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readVoice, type VoicePrint } from '../../src/matching/sounds/read-voice.ts';
import { decodeSound, fingerprintPcm } from '../../src/media/sounds/decode-sound.ts';
import { makeSound } from '../support/make-sounds.ts';
import type { SOUND_EDITS } from '../support/sound-edits.ts';

/** A clip by the seed it was made from, and what was made of it. */
export interface SoundSample {
  plain: Uint32Array;
  /** By the name of the edit. */
  edited: Map<string, Uint32Array>;
  /** Word by word: as the clip is kept, and by the name of the edit as it is asked for. */
  kept: VoicePrint;
  asked: Map<string, VoicePrint>;
}

/** Makes clips from `seed` on, with all edits of each if they are wanted; files are gone afterwards. */
export async function* makeSamples(
  seed: number,
  count: number,
  edits: Readonly<typeof SOUND_EDITS> = {},
): AsyncGenerator<SoundSample> {
  const folder = mkdtempSync(join(tmpdir(), 'posko-sounds-'));
  const [plain, changed] = [join(folder, 'plain.ogg'), join(folder, 'changed.ogg')];
  try {
    for (let made = 0; made < count; made++) {
      makeSound(seed + made, plain);
      const edited = new Map<string, Uint32Array>();
      const asked = new Map<string, VoicePrint>();
      for (const [name, edit] of Object.entries(edits)) {
        edit(plain, changed);
        const { fingerprint, voice } = await read(changed);
        edited.set(name, fingerprint);
        asked.set(name, voice.query);
      }
      const { fingerprint, voice } = await read(plain);
      yield { plain: fingerprint, edited, kept: voice.store, asked };
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function read(path: string) {
  const decoded = await decodeSound(path);
  if ('problem' in decoded) throw new Error(`${path} cannot be read: ${decoded.problem}`);
  const print = await fingerprintPcm(decoded.pcm);
  if ('problem' in print) throw new Error(`${path} has no fingerprint: ${print.problem}`);
  return { fingerprint: print.fingerprint, voice: readVoice(decoded.pcm) };
}
