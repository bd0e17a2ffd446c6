import { expect, test } from 'vitest';
import { deskWords } from '../../src/ui-text/ui-text.ts';
import { loadScript } from '../support/stage.ts';

const flows = [...loadScript().flows.values()];
/** More does not fit into a box of the drawing. */
const MOST_SIGNS = 23;

test.each(Object.entries(deskWords))('every flow and every state has a name in %s', (_, words) => {
  const states = new Set(flows.flatMap((flow) => [...flow.states.keys()]));
  expect(Object.keys(words.flows.stateNames).sort()).toEqual([...states].sort());
  expect(Object.keys(words.flows.names).sort()).toEqual(flows.map(({ name }) => name).sort());
  const long = Object.values(words.flows.stateNames).filter((name) => name.length > MOST_SIGNS);
  expect(long).toEqual([]);
});

test.each(Object.entries(deskWords))(
  'no two states of a flow share a name in %s, so that each can be told from the others',
  (_, words) => {
    const names: Readonly<Record<string, string>> = words.flows.stateNames;
    const twice = flows.flatMap((flow) => {
      const said = [...flow.states.keys()].map((state) => names[state]);
      const again = said.filter((name, at) => said.indexOf(name) !== at);
      return again.map((name) => `${flow.name}: ${name}`);
    });
    expect(twice).toEqual([]);
  },
);
