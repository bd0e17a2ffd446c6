import { expect, test } from 'vitest';
import { idle } from '../../src/engine/conversation.ts';
import type { Input } from '../../src/engine/effect.ts';
import { END, type Flow, type Flows, type State } from '../../src/engine/flow.ts';
import { step } from '../../src/engine/step.ts';
import { transitionsOf } from '../../src/engine/targets.ts';
import { loadScript } from '../support/stage.ts';
import { nodeAt, type Path, pathsOf } from './xstate-machine.ts';

const { flows } = loadScript();

test.each([...flows.keys()])('XState and our step agree on every simple path of %s', (name) => {
  for (const { flow, paths, all } of beginnings(name)) {
    expect(paths.length).toBeGreaterThan(0);
    expect(disagreements(flow, paths, all)).toEqual([]);
  }
});

test.each([...flows.keys()])('the paths take every way on from every state of %s', (name) => {
  const flow = get(name);
  const taken = new Set<string>();
  for (const { intent, paths } of beginnings(name)) {
    for (const { inputs } of paths) {
      let { conversation } = step(flows, idle, { type: 'start', flow: name, intent });
      for (const input of inputs) {
        const frame = conversation.frames.at(-1);
        taken.add(`${frame?.flow}/${frame?.state} ${wayOf(input)} ${frame?.muddles}`);
        conversation = step(flows, conversation, input).conversation;
      }
    }
  }
  const ways = [...flow.states].flatMap(([state, found]) =>
    transitionsOf(found)
      .filter(({ by }) => by !== 'go')
      .map(({ by }) => `${name}/${state} ${wayNamed(by, found)} ${by === 'else' ? 1 : 0}`),
  );
  expect(ways.filter((way) => !taken.has(way))).toEqual([]);
});

/** A flow as it begins by itself, and as it begins for each intent that it handles; what begins alike has the same paths. */
function beginnings(name: string) {
  const flow = get(name);
  return ['', ...flow.intents.keys()].map((intent) => {
    const begun = { ...flow, start: flow.intents.get(intent) ?? flow.start };
    const key = `${name} ${begun.start}`;
    const paths = known.get(key) ?? pathsOf(begun);
    known.set(key, paths);
    return { intent, flow: begun, paths, all: new Map([...flows, [name, begun]]) };
  });
}

const known = new Map<string, readonly Path[]>();

const plants: [string, string, (state: State) => State][] = [
  [
    'a choice that leads elsewhere',
    'submit/consent',
    (state) => ({ ...state, choices: { yes: 'declined', no: 'declined', privacy: 'notice' } }),
  ],
  ['a muddle that leads elsewhere', 'submit/consent', (state) => ({ ...state, else: 'agreed' })],
  [
    'silence that leads elsewhere',
    'submit/consent',
    (state) => ({ ...state, after: { ms: 1, target: 'agreed' } }),
  ],
  ['files that lead elsewhere', 'report/question', (state) => ({ ...state, take: 'skip' })],
  ['free text that leads elsewhere', 'submit/origin', (state) => ({ ...state, hear: 'full' })],
  [
    'an outcome that leads elsewhere',
    'submit/permission',
    (state) => ({ ...state, on: { given: 'open', needed: 'open' } }),
  ],
  [
    'a row that leads elsewhere',
    'lookup/choose',
    (state) => ({ ...state, list: { name: 'candidates', target: 'unknown' } }),
  ],
  ['a state that goes elsewhere', 'submit/notice', (state) => ({ ...state, go: 'agreed' })],
  ['a state that ends too early', 'tip/plain', (state) => ({ ...state, go: END })],
];

test.each(plants)('%s on one side only is noticed', (_, place, change) => {
  const [name = '', state = ''] = place.split('/');
  const flow = get(name);
  expect(flow.states.has(state)).toBe(true);
  const states = new Map(
    [...flow.states].map(([key, found]) => [key, key === state ? change(found) : found]),
  );
  const changed = new Map(flows).set(name, { ...flow, states });
  expect(disagreements(flow, pathsOf(flow), changed)).not.toEqual([]);
});

function wayOf(input: Input): string {
  if (input.type === 'choice') return input.choice;
  return input.type === 'result' ? `on ${input.outcome}` : input.type;
}

function wayNamed(by: string, state: State): string {
  if ('list' in state && by === state.list?.name) return 'picked';
  if (by === 'after') return 'timeout';
  if (by === 'take') return 'attachment';
  return by === 'else' || by === 'hear' ? 'text' : by;
}

function get(name: string): Flow {
  const flow = flows.get(name);
  if (!flow) throw new Error(`there is no flow ${name}`);
  return flow;
}

/** Paths of the flow's machine on which our step, running on the given flows, ends elsewhere. */
function disagreements(flow: Flow, paths: readonly Path[], run: Flows): string[] {
  const island = aloneIn(run, flow.name);
  return paths.flatMap(({ inputs, events, end }) => {
    let { conversation } = step(island, idle, { type: 'start', flow: flow.name });
    for (const input of inputs) conversation = step(island, conversation, input).conversation;
    const ours = nodeAt(island, flow.name, conversation.frames);
    return ours === end ? [] : `${flow.name}: ${events.join(' ')} ends in ${end}, ours in ${ours}`;
  });
}

/** All flows, the others each reduced to one offer: arriving there is the end of a path. */
function aloneIn(run: Flows, name: string): Flows {
  const stop: State = { type: 'offer', aliases: [], say: 'stop', choices: {} };
  return new Map(
    [...run].map(([other, flow]) => [
      other,
      other === name
        ? flow
        : { name: other, start: 'stop', intents: new Map(), states: new Map([['stop', stop]]) },
    ]),
  );
}
