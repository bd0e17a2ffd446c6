import { Worker } from 'node:worker_threads';
import type { Reply, Request } from './tesseract-thread.ts';
import { MODE, type TextEngine } from './text-engine.ts';

/** Runs Tesseract as WebAssembly in a separate thread, which blocks nobody and can be ended. */
export function createThreadEngine(): TextEngine {
  let thread: Worker | undefined;

  /** The thread has ended or is broken; the next picture gets a new one. */
  async function stop(): Promise<void> {
    const old = thread;
    thread = undefined;
    await old?.terminate();
  }

  return {
    name: 'Tesseract as WebAssembly (built in)',
    stop,
    async recognise(pgm, layout, signal) {
      signal.throwIfAborted();
      thread ??= startThread();
      try {
        const reply = await ask(thread, { pgm, mode: MODE[layout] }, signal);
        if (reply.type === 'read') return reply.tsv;
        throw new Error('Tesseract does not take the picture');
      } catch (error) {
        await stop();
        throw error;
      }
    },
  };
}

const THREAD = new URL('./tesseract-thread.ts', import.meta.url);
/** JavaScript heap; the size of a picture limits what WebAssembly takes. */
const HEAP_MB = 128;

function startThread(): Worker {
  const thread = new Worker(THREAD, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  thread.unref(); // it keeps nobody from ending
  // A late error needs a listener, or it ends the process.
  return thread.on('error', () => {});
}

function ask(thread: Worker, request: Request, signal: AbortSignal): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const onExit = (code: number) => reject(new Error(`the thread that reads ended with ${code}`));
  const onAbort = () => reject(signal.reason);
  thread.once('message', resolve).once('error', reject).once('exit', onExit);
  signal.addEventListener('abort', onAbort);
  thread.ref();
  thread.postMessage(request);
  return promise.finally(() => {
    thread.unref();
    thread.off('message', resolve).off('error', reject).off('exit', onExit);
    signal.removeEventListener('abort', onAbort);
  });
}
