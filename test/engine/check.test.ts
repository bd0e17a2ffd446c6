import { expect, test } from 'vitest';
import { checkFlows, type Surroundings } from '../../src/engine/check.ts';
import { checkEnds, checkSaves } from '../../src/engine/check-ends.ts';
import { drawFlow } from '../../src/engine/draw.ts';
import { spanToMs } from '../../src/engine/flow.ts';
import { readFlows } from './play.ts';

const surroundings: Surroundings = {
  actions: new Map([['keep', { outcomes: ['kept', 'full'] }]]),
  entries: [],
  intents: ['cost'],
  named: { menu: ['show'] },
};
const SOUND = `
flow: menu
start: show
intents: { cost: show }
states:
  show: { say: menu.show, ask: { yes: keep, no: end }, else: end, after: { 1d: end } }
  keep: { call: keep, on: { kept: end, full: show } }
`;

/** What is wrong with the menu after a change of its words. */
function faultsOf(from: string, to: string, changes: Partial<Surroundings> = {}): string[] {
  const found = checkFlows(readFlows(SOUND.replace(from, to)), { ...surroundings, ...changes });
  return found.map(({ state, message }) => [state, message].filter(Boolean).join(' '));
}

test('a sound flow has no fault', () => {
  expect(faultsOf('', '')).toEqual([]);
  expect(checkEnds(readFlows(SOUND))).toEqual([]);
});

test.each([
  ['full: show', 'full: gone', 'keep "on full" leads to gone, which does not exist'],
  [', full: show', '', 'keep keep can end in "full", which has no way on'],
  ['full: show', 'full: show, late: end', 'keep keep never ends in "late"; it ends in kept, full'],
  ['call: keep', 'call: lose', 'keep calls lose, which Posko cannot do; it can keep'],
  ['yes: keep, ', '', 'keep is never reached from show'],
  ['else: end', 'else: "@gone"', 'show "else" leads to @gone, which does not exist'],
  ['cost: show', 'cost: gone', 'sends cost to gone, which does not exist'],
  ['cost: show', 'cost: show, price: show', 'handles price, which has no examples'],
  ['intents: { cost: show }', '', 'is handled by no flow'],
  [
    'call: keep,',
    'aliases: [show], call: keep,',
    'keep has the alias show, which another state has as well',
  ],
  ['else: end', 'exact: [erase], else: end', 'show takes erase exactly, and does not offer it'],
])('%j in the place of %j strands a citizen, and is found', (from, to, fault) => {
  expect(faultsOf(from, to)).toEqual([fault]);
});

test('two states with one former name are found, as nobody could tell where a conversation waits', () => {
  const [from, to] = ['} }\n  keep: {', '}, aliases: [old] }\n  keep: { aliases: [old],'];
  expect(faultsOf(from, to)).toEqual([
    'show has the alias old, which another state has as well',
    'keep has the alias old, which another state has as well',
  ]);
});

test('a flow and a state that the program looks for have to be there', () => {
  expect(faultsOf('', '', { named: { menu: ['gone'] } })).toEqual([
    'gone is missing; Posko looks for this state',
  ]);
  expect(faultsOf('', '', { entries: ['news'] })).toEqual([
    'the flow news is missing; Posko starts it',
  ]);
});

test('WhatsApp shows ten rows at most, of which a list takes five', () => {
  const choices = (count: number) =>
    Array.from({ length: count }, (_, at) => `c${at}: end`).join(', ');
  expect(faultsOf('no: end', choices(9))).toEqual([]);
  expect(faultsOf('no: end', choices(10))).toEqual([
    'show has 11 choices; WhatsApp shows at most 10',
  ]);
  const list = 'list: { found: end }, else: end';
  const withList = (count: number) =>
    SOUND.replace('no: end', choices(count)).replace('else: end', list);
  expect(checkFlows(readFlows(withList(4)), surroundings)).toEqual([]);
  expect(checkFlows(readFlows(withList(5)), surroundings)).toHaveLength(1);
});

test('where the list of an offer or a question leads has to be there', () => {
  const from = 'ask: { yes: keep, no: end }, else: end, after: { 1d: end }';
  const lost = 'show "found" leads to gone, which does not exist';
  expect(faultsOf(from, 'offer: { yes: keep }, list: { found: gone }')).toEqual([lost]);
  expect(faultsOf('else: end', 'list: { found: gone }, else: end')).toEqual([lost]);
  expect(faultsOf(from, 'offer: { no: end }, list: { found: keep }')).toEqual([]);
});

test('a loop in which nobody gets a turn and a state that never ends are found', () => {
  const loop = `
flow: menu
start: one
states:
  one: { say: a, go: two }
  two: { call: keep, on: { kept: one, full: end } }
`;
  expect(checkEnds(readFlows(loop)).map(({ state }) => state)).toEqual(['one', 'two']);
  const endless = SOUND.replaceAll('end', 'show');
  expect(checkEnds(readFlows(endless)).map(({ state }) => state)).toEqual(['show', 'keep']);
});

test('an answer that is saved has to come where something reads it, before it or after it', () => {
  const flow = (states: string) => readFlows(`flow: menu\nstart: ask\nstates:\n${states}`);
  const ask = (to: string) =>
    `  ask: { say: a, ask: { yes: ${to} }, save: name, else: end, after: { 1d: end } }\n`;
  const keep = '  keep: { call: keep, on: { kept: end, full: end } }\n';
  const before = '  first: { call: keep, on: { kept: ask, full: end } }\n';
  expect(checkSaves(flow(ask('keep') + keep), ['keep'])).toEqual([]);
  expect(checkSaves(flow(ask('end') + before), ['keep'])).toEqual([]);
  const lost = [
    {
      file: 'flows/menu.yaml',
      state: 'ask',
      message: 'saves name where no way has keep: nobody would read it',
    },
  ];
  expect(checkSaves(flow(ask('end') + keep), ['keep'])).toEqual(lost);
  expect(checkSaves(flow(ask('keep') + keep), ['other'])).toMatchObject([{ state: 'ask' }]);
});

test('spans are seconds, minutes, hours and days', () => {
  expect(['30s', '15m', '2h', '1d'].map(spanToMs)).toEqual([
    30_000, 900_000, 7_200_000, 86_400_000,
  ]);
});

test('a drawing shows every way, dotted where nobody chose it', () => {
  const [menu] = readFlows(SOUND).values();
  expect(menu && drawFlow(menu)).toBe(`flowchart TD
  begin(( )) --> state_show
  intent_cost(["cost"]) --> state_show
  state_show{"show<br/>menu.show"}
  state_show -->|"yes"| state_keep
  state_show -->|"no"| state_end
  state_show -.->|"(not understood)"| state_end
  state_show -.->|"(silent for 1d)"| state_end
  state_keep[["keep<br/>call keep"]]
  state_keep -->|"kept"| state_end
  state_keep -->|"full"| state_show
  state_end(("end"))
`);
});
