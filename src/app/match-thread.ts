import { parentPort, workerData } from 'node:worker_threads';
import { callEngine, createMatchEngine, type MatchEngine } from '../matching/match-engine.ts';
import { openDictionaries } from './open-dictionaries.ts';

/** What the thread is started with: the table of verdicts itself would bring libraries with it. */
export interface ThreadParts {
  dictionaries: string | undefined;
  truths: ReadonlyMap<string, string | undefined>;
}

/** A call of the engine. */
export type Request = readonly [keyof MatchEngine, Parameters<MatchEngine[keyof MatchEngine]>];

/** The result of the oldest call without one, or its error; or a warning, which answers no call. */
export type Reply = { value: unknown } | { error: unknown } | { warning: string };

const { truths, dictionaries } = workerData as ThreadParts; // given by our own MatchThread
const reply = (content: Reply, moved: ArrayBuffer[] = []) =>
  parentPort?.postMessage(content, moved);
const engine = createMatchEngine({
  truthOf: (verdict = '') => truths.get(verdict),
  dictionaries: openDictionaries({ dictionaries }, (warning) => reply({ warning })),
});

parentPort?.on('message', ([name, input]: Request) => {
  try {
    const value = callEngine(engine, name, input);
    reply({ value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    reply({ error });
  }
});
