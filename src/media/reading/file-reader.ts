import {
  type Evidence,
  type EvidenceReader,
  noEvidence,
  type RawFile,
} from '../../tipline/files/evidence.ts';
import type { Health } from '../../tipline/letters/channel.ts';
import { ReadingProcess } from './reading-process.ts';

/** How many files at once, how long each, and what the processes are told. */
export interface FileReaderSettings {
  processes: number;
  timeoutMs: number;
  /** After how long without files a process is ended, and gives its memory back. */
  idleMs: number;
  /** Variables that the processes see, besides where programs lie. */
  environment: Readonly<Record<string, string>>;
}

/** A reader that can be closed. */
export interface FileReader extends EvidenceReader {
  /** Whether files can be read: one may end its process, several in a row mean that none can. */
  health(): Health;
  close(): void;
}

const MANY_DEATHS = 3;
const DEAD = 'the processes that read files end by themselves';

/** Reads files in processes of their own, which are started when there is something to read. */
export function createFileReader(settings: FileReaderSettings): FileReader {
  const idle: { process: ReadingProcess; ending: NodeJS.Timeout }[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let deaths = 0;

  function take(): ReadingProcess {
    for (let found = idle.pop(); found; found = idle.pop()) {
      clearTimeout(found.ending);
      if (found.process.isAlive) return found.process;
    }
    return new ReadingProcess(settings.environment);
  }

  function giveBack(process: ReadingProcess): void {
    const ending = setTimeout(() => process.kill(), settings.idleMs).unref();
    idle.push({ process, ending });
  }

  async function readNow(file: RawFile): Promise<Evidence> {
    const process = take();
    const outcome = await process.read(file, settings.timeoutMs);
    deaths = outcome === 'died' ? deaths + 1 : 0;
    if (outcome === 'died') return noEvidence('unreadable');
    if (outcome === 'too-slow') return noEvidence('too-slow');
    giveBack(process);
    return outcome;
  }

  return {
    async read(file) {
      if (busy >= settings.processes) await new Promise<void>((go) => waiting.push(go));
      else busy += 1;
      try {
        return await readNow(file);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else busy -= 1;
      }
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
