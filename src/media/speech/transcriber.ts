import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createLimit } from '../../ports/concurrency-limit.ts';
import type { Transcriber, Transcript } from '../../ports/transcriber.ts';
import { forkNiced } from '../fork-niced.ts';
import { SAMPLE_RATE } from '../sounds/decode-sound.ts';
import { readSpeechFolder, type SpeechModel } from './speech-folder.ts';
import type { FromRecogniser, ToRecogniser } from './speech-program.ts';

/** Time limits for opening a model, and per second of sound. */
export interface Patience {
  openMs: number;
  msPerSecond: number;
}

/** Opens the model of a folder; throws instructions if it fails. */
export async function openTranscriber(folder: string, patience: Patience = PATIENCE) {
  const transcriber = new SherpaTranscriber(readSpeechFolder(folder), patience);
  try {
    await transcriber.start();
    await transcriber.tryOut();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isMissing = reason.includes('sherpa-onnx-node') || reason.includes('sherpa-onnx.node');
    const what = isMissing
      ? 'a model for speech needs one more package; run "npm run add:transcriber"'
      : `the model in ${folder} cannot be used`;
    throw new Error(`${what} (${reason})`, { cause: error });
  }
  return transcriber;
}

/** Large models open in half a minute from a slow disk, and transcribe at the speed of speech. */
const PATIENCE = { openMs: 120_000, msPerSecond: 3000 };
/** One second of a harsh tone. */
const TRIAL = Int16Array.from({ length: SAMPLE_RATE }, (_, at) => ((at * 97) % 8000) - 4000);
/** Only the beginning of a longer sound is transcribed. */
const MOST_SECONDS = 300;

/** Transcribes one sound at a time in a process of its own, until it is closed; restarts the process after a sound that ended it. */
class SherpaTranscriber implements Transcriber {
  readonly #model: SpeechModel;
  readonly #patience: Patience;
  #recogniser: Recogniser | undefined;
  readonly #inTurn = createLimit(1);

  constructor(model: SpeechModel, patience: Patience) {
    this.#model = model;
    this.#patience = patience;
  }

  async start(): Promise<Recogniser> {
    this.#recogniser ??= await startRecogniser(this.#model, this.#patience.openMs);
    return this.#recogniser;
  }

  /** Some models fail only when they transcribe. */
  async tryOut(): Promise<void> {
    const recogniser = await this.start();
    const heard = await recogniser.hear(TRIAL, this.#patience.openMs);
    if (!heard) throw new Error(recogniser.complaint() || 'it hears nothing');
  }

  transcribe(pcm16k: Int16Array): Promise<Transcript | undefined> {
    return this.#inTurn(() => this.#hearAll(pcm16k));
  }

  close(): void {
    this.#recogniser?.end();
    this.#recogniser = undefined;
  }

  /** Transcribes up to the end, or up to a part that fails. */
  async #hearAll(pcm: Int16Array): Promise<Transcript | undefined> {
    const parts: string[] = [];
    for (const part of splitSpeech(pcm.subarray(0, MOST_SECONDS * SAMPLE_RATE), SAMPLE_RATE)) {
      const recogniser = await this.start();
      const ms = (part.length / SAMPLE_RATE + 1) * this.#patience.msPerSecond;
      const heard = await recogniser.hear(part, ms);
      if (!heard) {
        this.#recogniser = undefined;
        break;
      }
      parts.push(heard.text);
    }
    const text = parts.filter(Boolean).join(' ');
    return text === '' ? undefined : { text };
  }
}

/** Speech model in a process of its own. */
type Recogniser = Awaited<ReturnType<typeof startRecogniser>>;

/** Starts the process and opens the model in it; throws the reason of a failure. */
async function startRecogniser(model: SpeechModel, ms: number) {
  const child = forkNiced(PROGRAM, {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk}`.slice(-500);
  });
  const opened = await ask(child, { open: model }, ms);
  if (opened?.type !== 'open') {
    child.kill('SIGKILL');
    throw new Error(
      opened?.type === 'refused' ? opened.reason : complaint.trim() || 'it does not open',
    );
  }
  return {
    /** Transcribes; undefined if the process died or took longer than `patience`, which ends it. */
    async hear(pcm: Int16Array, patience: number): Promise<Transcript | undefined> {
      const heard = await ask(child, { pcm }, patience);
      if (heard?.type === 'heard') return { text: heard.text };
      child.kill('SIGKILL');
      return undefined;
    },
    end: () => child.kill('SIGKILL'),
    /** Returns the last output of the process before its end. */
    complaint: () => complaint.trim(),
  };
}

const PROGRAM = join(import.meta.dirname, 'speech-program.ts');

/** Waits for the next answer; undefined at the end or a timeout. Keeps our process alive. */
function ask(child: ChildProcess, message: ToRecogniser, ms: number) {
  const { promise, resolve } = Promise.withResolvers<FromRecogniser | undefined>();
  const answered = (answer: unknown) => resolve(answer as FromRecogniser); // our own program's words
  const ended = () => resolve(undefined);
  const timer = setTimeout(ended, ms);
  child.once('message', answered).once('close', ended).once('error', ended);
  if (child.connected) child.send(message, (error) => error && ended());
  else ended();
  return promise.finally(() => {
    clearTimeout(timer);
    child.off('message', answered).off('close', ended).off('error', ended);
    if (child.stderr instanceof Socket) child.stderr.unref();
    child.unref();
    child.channel?.unref();
  });
}

/** Cuts a sound into parts of at most 28 seconds, at the quietest of the last six of each. */
export function splitSpeech(pcm: Int16Array, rate: number): Int16Array[] {
  const parts: Int16Array[] = [];
  for (let from = 0; from < pcm.length; ) {
    const end = from + LONGEST_SECONDS * rate;
    const to =
      end >= pcm.length
        ? pcm.length
        : quietest(pcm, { from: end - SEARCHED_SECONDS * rate, end, rate });
    parts.push(pcm.subarray(from, to));
    from = to;
  }
  return parts;
}

/** Whisper hears 30 seconds at once; the memory of the others grows with the length. */
const LONGEST_SECONDS = 28;
const SEARCHED_SECONDS = 6;

/** Finds the start of the quietest tenth of a second. */
function quietest(pcm: Int16Array, { from, end, rate }: Record<'from' | 'end' | 'rate', number>) {
  const width = Math.round(rate / 10);
  let [best, least] = [end, Number.POSITIVE_INFINITY];
  for (let at = from; at + width <= end; at += width) {
    const tenth = pcm.subarray(at, at + width);
    const loudness = tenth.reduce((sum, sample) => sum + Math.abs(sample), 0);
    if (loudness >= least) continue;
    least = loudness;
    best = at;
  }
  return best;
}
