import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { killGroup } from '../media/run-bounded.ts';

interface Patience {
  /** How long the command may take for one file. */
  limitMs: number;
  /** How long to wait before each further try. */
  pausesMs: readonly number[];
  tell(problem: string): void;
}

/** Copies files elsewhere by the operator's command, in which `{}` is the file; returns what went wrong at the last try. */
export async function copyElsewhere(
  command: string,
  files: readonly string[],
  { limitMs, pausesMs, tell }: Patience,
): Promise<string | undefined> {
  const fault = await copyAll(command, files, limitMs);
  const [pauseMs, ...later] = pausesMs;
  if (fault === undefined || pauseMs === undefined) return fault;
  tell(`${fault}; the next try is in ${pauseMs / 60_000} min`);
  await wait(pauseMs);
  return copyElsewhere(command, files, { limitMs, pausesMs: later, tell });
}

async function copyAll(command: string, files: readonly string[], limitMs: number) {
  for (const file of files) {
    const words = command.trim().split(/\s+/);
    const [program = '', ...options] = words.map((word) => word.replaceAll('{}', () => file));
    const problem = await run(program, options, limitMs);
    if (problem !== undefined) return `${file} was not copied: ${program} ${problem}`;
  }
  return undefined;
}

/** The environment for programs that are not Posko's own: without its secrets. */
export function outsideEnvironment(): NodeJS.ProcessEnv {
  const all = Object.entries(process.env);
  return Object.fromEntries(all.filter(([name]) => !/^(?:POSKO|OTEL)_/.test(name)));
}

/** Runs a program without a shell; what it prints goes to stderr. */
function run(program: string, options: readonly string[], limitMs: number) {
  const child = spawn(program, options, {
    detached: true,
    env: outsideEnvironment(),
    stdio: ['ignore', process.stderr, process.stderr],
  });
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const late = setTimeout(() => killGroup(child.pid), limitMs);
  child.once('error', (error) => {
    resolve(`cannot be started (${'code' in error ? error.code : error.name})`);
  });
  child.once('exit', (code, signal) => {
    if (code === 0) resolve(undefined);
    else resolve(signal === null ? `ended with ${code}` : `was ended by ${signal}`);
  });
  return promise.finally(() => clearTimeout(late));
}
