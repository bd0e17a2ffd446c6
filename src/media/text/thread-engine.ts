import { Worker } from 'node:worker_threads';
import type { Reply, Request } from './tesseract-thread.ts';
import { MODE, type TextEngine } from './text-engine.ts';

/** Tesseract as WebAssembly in a thread of its own, so that it holds up nobody and can be ended. */
export function createThreadEngine(): TextEngine {
  let thread: Worker | undefined;

  /** The thread is gone or not to be trusted; the next picture gets a new one. */
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
/** Of JavaScript; what WebAssembly takes for a picture is bounded by the picture's size. */
const HEAP_MB = 128;

function startThread(): Worker {
  const thread = new Worker(THREAD, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  thread.unref(); // it keeps nobody from ending
  // An error that comes when nobody waits has to be heard all the same, or it ends the process.
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
