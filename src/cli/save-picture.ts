import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Picture } from '../ports/card-renderer.ts';

/** A picture that was sent, as a file on this machine. */
export interface SavedPicture {
  name: string;
  path: string;
}

/** Saves the pictures of one conversation in a new folder of the system's temporary files, each once. */
export function createPictureFolder(): (picture: Picture) => SavedPicture {
  let folder: string | undefined;
  return function savePicture({ name, bytes }) {
    folder ??= mkdtempSync(join(tmpdir(), 'posko-'));
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const path = join(folder, `${digest}-${name}`);
    writeFileSync(path, bytes);
    return { name, path };
  };
}
