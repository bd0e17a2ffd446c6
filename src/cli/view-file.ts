import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { outsideEnvironment } from './copy-backup.ts';

const VIEWERS: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' };

/** Shows files by a program, without a shell; their copies are this user's alone, and gone once closed. */
export function createFileViewer(program = VIEWERS[platform()] ?? 'xdg-open') {
  const folders: string[] = [];
  return {
    /** Whether the program could be started. */
    async show(name: string, bytes: Uint8Array): Promise<boolean> {
      const folder = await mkdtemp(join(tmpdir(), 'posko-'));
      folders.push(folder);
      const path = join(folder, name);
      await writeFile(path, bytes, { mode: 0o600 });
      const env = outsideEnvironment();
      const viewer = spawn(program, [path], { env, stdio: 'ignore', detached: true });
      const { promise, resolve } = Promise.withResolvers<boolean>();
      viewer.once('spawn', () => resolve(true)).once('error', () => resolve(false));
      viewer.unref();
      return promise;
    },
    async close(): Promise<void> {
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}
