import type { ChildProcess, ForkOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type Evidence,
  type EvidenceReader,
  evidenceSchema,
  noEvidence,
  type RawFile,
} from '../../domain/messages/evidence.ts';
import type { Health } from '../../ports/channel.ts';
import { findDanger } from '../dangers/find-danger.ts';
import { forkNiced, READY } from '../fork-niced.ts';
import { hasPhotoReader } from '../text/photo-reader.ts';
import { confine, findConfinement } from './confinement.ts';
import { findKind } from './find-kind.ts';
import { ReadingQueue } from './reading-queue.ts';

/** Number of simultaneous files, time limits, and the environment of the processes. */
export interface FileReaderSettings {
  processes: number;
  timeoutMs: number;
  /** Time limit for all but recordings; the same if missing. */
  stillMs?: number;
  /** Idle time after which a process ends and frees its memory. */
  idleMs: number;
  /** Environment of the processes, besides the search path. */
  environment: Readonly<Record<string, string>>;
  /** Folders and files to hide from them, if the machine can. */
  hidden?: readonly string[];
}

/** Memory of a process in megabytes: Node alone maps 1.3 GB and hardly uses it. */
const DATA_MB = { words: 1800, photos: 2400, speech: 4500 };

export interface FileReader extends EvidenceReader {
  /** Whether files can be read: one may end its process, several in a row mean a fault. */
  health(): Health;
  close(): void;
}

const MANY_DEATHS = 3;
const DEAD = 'the processes that read files end by themselves';

/** Creates a reader that starts its processes when there is a file to read. */
export function createFileReader(settings: FileReaderSettings): FileReader {
  const idle: { process: ReadingProcess; ending: NodeJS.Timeout }[] = [];
  let deaths = 0;
  const queue = new ReadingQueue(settings.processes);
  let confining: string[] | undefined;

  function take(): ReadingProcess {
    for (let found = idle.pop(); found; found = idle.pop()) {
      clearTimeout(found.ending);
      if (found.process.isAlive) return found.process;
    }
    confining ??= confineReaders(settings);
    return new ReadingProcess(settings.environment, confining);
  }

  function giveBack(process: ReadingProcess): void {
    const ending = setTimeout(() => process.kill(), settings.idleMs).unref();
    idle.push({ process, ending });
  }

  async function readNow(file: RawFile): Promise<Evidence> {
    const process = take();
    const isRecording = findKind(file.bytes) === 'recording';
    const patience = isRecording ? settings.timeoutMs : (settings.stillMs ?? settings.timeoutMs);
    const outcome = await process.read(file, patience);
    deaths = outcome === 'died' ? deaths + 1 : 0;
    if (outcome === 'died') return noEvidence('unreadable');
    if (outcome === 'too-slow') return noEvidence('too-slow');
    giveBack(process);
    return outcome;
  }

  return {
    async read({ mime, bytes, from, watermark }) {
      const danger = findDanger(bytes); // known at once, and no decoder needs it
      if (danger) return noEvidence(danger);
      return queue.run({ bytes, from }, () => readNow({ mime, bytes, watermark }));
    },
    health: () => (deaths < MANY_DEATHS ? { state: 'ok' } : { state: 'down', reason: DEAD }),
    close() {
      for (const { process, ending } of idle.splice(0)) {
        clearTimeout(ending);
        process.kill();
      }
    },
  };
}

function confineReaders({ hidden = [], environment }: FileReaderSettings): string[] {
  const words = hasPhotoReader() ? DATA_MB.photos : DATA_MB.words;
  const dataMb = environment.POSKO_TRANSCRIBER === undefined ? words : DATA_MB.speech;
  return confine(findConfinement(hidden), hidden, dataMb);
}

/** Why a process returned no evidence: it died, or took too long and was ended. */
type Lost = 'died' | 'too-slow';

/** A shared machine starts programs slowly. */
const START_MS = 30_000;

const PROGRAM = fileURLToPath(new URL('reading-program.ts', import.meta.url));
/** JavaScript heap in megabytes; confinement limits the other memory. */
const HEAP_MB = 384;

/** Process that reads one file after another; our process survives its end. */
class ReadingProcess {
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
