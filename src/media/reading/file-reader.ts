import {
  type Evidence,
  type EvidenceReader,
  noEvidence,
  type RawFile,
} from '../../domain/messages/evidence.ts';
import type { Health } from '../../ports/channel.ts';
import { confine, findConfinement } from './confinement.ts';
import { findKind } from './find-kind.ts';
import { ReadingProcess } from './reading-process.ts';
import { ReadingQueue } from './reading-queue.ts';

/** How many files at once, how long a recording, and what the processes are told. */
export interface FileReaderSettings {
  processes: number;
  timeoutMs: number;
  /** How long whatever is no recording; as long where it is not said. */
  stillMs?: number;
  /** After how long without files a process is ended, and gives its memory back. */
  idleMs: number;
  /** Variables that the processes see, besides where programs lie. */
  environment: Readonly<Record<string, string>>;
  /** Folders and files that they must not see, where the machine can hide them. */
  hidden?: readonly string[];
}

/** What a process may have of its own, in megabytes: Node alone has 1.3 GB of it, hardly any of which it uses. */
const DATA_MB = { words: 1800, speech: 4500 };

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
    read: ({ mime, bytes, from }) => queue.run({ bytes, from }, () => readNow({ mime, bytes })),
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
  const dataMb = environment.POSKO_TRANSCRIBER === undefined ? DATA_MB.words : DATA_MB.speech;
  return confine(findConfinement(hidden), hidden, dataMb);
}
