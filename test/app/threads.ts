import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import { MatchThread } from '../../src/app/open-matching.ts';

/** What is known of a machine with two cores. */
export const CONFIG = { dictionaries: undefined, matching: 'thread' } as const;

/** A thread that answers all calls with nothing, but for those on which it does this. */
export function aThreadThat(does: string, calls: readonly string[]) {
  const code = `
    const { parentPort } = require('node:worker_threads');
    const space = { model: '', dimensions: 0 };
    parentPort.on('message', ([name]) => {
      if (${JSON.stringify(calls)}.includes(name)) { ${does} }
      parentPort.postMessage({ value: name === 'open' ? { size: 0, space } : name === 'update' ? 400 : [] });
    });`;
  return () => new Worker(code, { eval: true });
}
/** As Node tells it; in earnest it may end the whole process. */
export const EXHAUST =
  "throw Object.assign(new Error('memory'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });";
export const HANG = 'for (;;);';
export const EXIT = 'process.exit(7);';

/** A thread alone, which counts its seconds fast; it is closed when the test is over. */
export function aThread(thread: Worker, secondMs = 2) {
  const told: string[] = [];
  const runner = new MatchThread(thread, (what) => told.push(what), secondMs);
  onTestFinished(() => runner.close());
  return Object.assign(runner, { told });
}
