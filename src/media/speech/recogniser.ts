import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Transcript } from '../../ports/transcriber.ts';
import { forkNiced } from '../fork-niced.ts';
import type { SpeechModel } from './speech-folder.ts';
import type { FromRecogniser, ToRecogniser } from './speech-program.ts';

/** Speech model in a process of its own. */
export interface Recogniser {
  /** Transcribes; undefined if the process died or took longer than `ms`, which ends it. */
  hear(pcm: Int16Array, ms: number): Promise<Transcript | undefined>;
  end(): void;
  /** Returns the last output of the process before its end. */
  complaint(): string;
}

/** Starts the process and opens the model in it; throws the reason of a failure. */
export async function startRecogniser(model: SpeechModel, ms: number): Promise<Recogniser> {
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
    async hear(pcm, patience) {
      const heard = await ask(child, { pcm }, patience);
      if (heard?.type === 'heard') return { text: heard.text };
      child.kill('SIGKILL');
      return undefined;
    },
    end: () => child.kill('SIGKILL'),
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
