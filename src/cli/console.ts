import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { openEmbedder } from '../app/open-embedder.ts';
import { Failure } from '../app/user-error.ts';
import { defaultLanguage, type StaffLanguage } from '../i18n/languages.ts';
import { atEarlyEnd } from './at-early-end.ts';
import { outsideEnvironment } from './copy-backup.ts';
import { asReviewer, createCommand, type DeskOptions, findReviewer } from './create-command.ts';
import { configFor } from './output.ts';

interface Options extends DeskOptions {
  lang?: StaffLanguage;
}

export const consoleCommand = createCommand('console').addOption(asReviewer()).action(openDesk);

async function openDesk(options: Options): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new Failure('the console needs a terminal; "posko review" has the same without one');
  }
  const config = configFor(options);
  await atDesk(config, (deps) => sitDown(deps, options, config.viewer), await openEmbedder(config));
}

async function sitDown(
  deps: AppDeps,
  { as, lang: language = defaultLanguage }: Options,
  program: string | undefined,
): Promise<void> {
  const { name: reviewer, role } = await findReviewer(deps.store, as, 'claim');
  // Ink and React take time and memory that no other command needs.
  const { openConsole } = await import('../terminal/open-console.ts');
  const showFile = createFileViewer(program);
  await openConsole({ deps, reviewer, role, language, showFile });
}

const VIEWERS: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' };
const PREFIX = 'posko-view-';

/** Creates what shows a file by a program, without a shell, and says whether that could be started; the copy is this user's alone, and goes with the process. */
export function createFileViewer(program = VIEWERS[platform()] ?? 'xdg-open') {
  const env = outsideEnvironment();
  const { XDG_RUNTIME_DIR: memory = '' } = env;
  const place = isOwn(memory) ? memory : tmpdir();
  removeCopies(place);
  atEarlyEnd(() => removeCopies(place));
  return async (name: string, bytes: Uint8Array): Promise<boolean> => {
    const path = join(mkdtempSync(join(place, `${PREFIX}${process.pid}-`)), name);
    writeFileSync(path, bytes, { mode: 0o600 });
    const viewer = spawn(program, [path], { env, stdio: 'ignore', detached: true });
    const { promise, resolve } = Promise.withResolvers<boolean>();
    viewer.once('spawn', () => resolve(true)).once('error', () => resolve(false));
    viewer.unref();
    return promise;
  };
}

/** Removes this user's copies whose process, as their names say, is at its end or was killed. */
function removeCopies(place: string): void {
  for (const name of readdirSync(place).filter((each) => each.startsWith(PREFIX))) {
    const [path, pid] = [join(place, name), Number(name.split('-')[2])];
    const isOver = pid === process.pid || !isRunning(pid);
    if (isOver && isOwn(path)) rmSync(path, { recursive: true, force: true });
  }
}

function isOwn(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.();
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
