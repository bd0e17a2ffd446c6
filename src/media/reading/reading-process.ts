import type { ChildProcess, ForkOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Evidence, evidenceSchema, type RawFile } from '../../domain/messages/evidence.ts';
import { forkNiced, READY } from '../fork-niced.ts';

/** Why a process returned no evidence: it died, or took too long and was ended. */
export type Lost = 'died' | 'too-slow';

/** A shared machine starts programs slowly. */
const START_MS = 30_000;

const PROGRAM = fileURLToPath(new URL('reading-program.ts', import.meta.url));
/** JavaScript heap in megabytes; confinement limits the other memory. */
const HEAP_MB = 384;

/** Process that reads one file after another; our process survives its end. */
export class ReadingProcess {
  readonly #child: ChildProcess;
  #settle: ((outcome: Evidence | Lost) => void) | undefined;
  /** Starts the time limit of a file that came before the program was ready. */
  #begin: (() => void) | undefined;
  #isReady = false;

  constructor(settings: Readonly<Record<string, string>>, confining: readonly string[] = []) {
    const options: ForkOptions = {
      execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${HEAP_MB}`],
      env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', TZ: 'UTC', ...settings },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    };
    this.#child = forkNiced(PROGRAM, options, confining);
    this.#child.on('message', (message) => {
      if (message === READY) {
        this.#isReady = true;
        this.#begin?.();
        return;
      }
      const read = evidenceSchema.safeParse(message);
      this.#end(read.success ? read.data : 'died');
    });
    this.#child.on('exit', () => this.#end('died'));
    this.#child.on('error', () => this.#end('died'));
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get isAlive(): boolean {
    return this.#child.connected && this.#child.exitCode === null;
  }

  /** Reads a file; after a loss, do not use this process again. */
  read(file: RawFile, timeoutMs: number): Promise<Evidence | Lost> {
    return new Promise((resolve) => {
      const end = () => {
        this.kill();
        this.#end('too-slow');
      };
      let tooLong = setTimeout(end, this.#isReady ? timeoutMs : START_MS + timeoutMs);
      this.#begin = () => {
        clearTimeout(tooLong);
        tooLong = setTimeout(end, timeoutMs);
      };
      this.#settle = (outcome) => {
        clearTimeout(tooLong);
        this.#begin = undefined;
        this.#settle = undefined;
        resolve(outcome);
      };
      this.#child.channel?.ref();
      this.#child.send(file, (error) => error && this.#end('died'));
    });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #end(outcome: Evidence | Lost): void {
    this.#child.channel?.unref();
    this.#settle?.(outcome);
  }
}
