import { parentPort, workerData } from 'node:worker_threads';
import verdicts from '../domain/fact-checks/verdicts.json' with { type: 'json' };
import { buffersOf, type MatchEngine, matchHere } from '../matching/match-engine.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { openDictionaries } from './open-dictionaries.ts';

export type Request = readonly [keyof MatchEngine, Parameters<MatchEngine[keyof MatchEngine]>];

/** The result of the oldest call without one, or its error; or a warning, which answers no call. */
export type Reply = { value: unknown } | { error: unknown } | { warning: string };

const reply = (content: Reply, moved: ArrayBuffer[] = []) =>
  parentPort?.postMessage(content, moved);
// The table itself, as the module that reads it would bring libraries with it.
const facts: Readonly<Record<string, { truth: string }>> = verdicts;
const engine = matchHere({
  truthOf: (verdict = '') => facts[verdict]?.truth,
  dictionaries: openDictionaries(workerData, (warning) => reply({ warning })), // given by `startThread`
});

parentPort?.on('message', ([name, input]: Request) => {
  engine.ask(name, ...input).then(
    (value) => {
      reply({ value }, name === 'snapshot' ? buffersOf(value) : []);
      if (name === 'open') giveBackMemory();
    },
    // Without anything that cannot go to another thread.
    ({ message, stack }) => reply({ error: Object.assign(new Error(message), { stack }) }),
  );
});
