import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintSound } from '../../src/media/sounds/fingerprint-sound.ts';
import { makeSound } from '../support/make-sounds.ts';
import type { SOUND_EDITS } from '../support/sound-edits.ts';

/** A clip by the seed it was made from, and what was made of it. */
export interface SoundSample {
  plain: Uint32Array;
  /** By the name of the edit. */
  edited: Map<string, Uint32Array>;
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
      for (const [name, edit] of Object.entries(edits)) {
        edit(plain, changed);
        edited.set(name, await read(changed));
      }
      yield { plain: await read(plain), edited };
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function read(path: string): Promise<Uint32Array> {
  const print = await fingerprintSound(path);
  if ('problem' in print) throw new Error(`${path} has no fingerprint: ${print.problem}`);
  return print.fingerprint;
}
