import { expect, test } from 'vitest';
import { isAt, isIn, start, startInstead } from '../../src/domain/content/flow-names.ts';
import { intentInput } from '../../src/domain/content/intent-input.ts';
import { reportThreats } from '../../src/domain/reports/report.ts';
import { type Flows, flowSchema } from '../../src/engine/flow.ts';

const SAID = 'saya dipukul tetangga';

function flowsOf(handled: Readonly<Record<string, readonly string[]>>): Flows {
  const flows = Object.entries(handled).map(([flow, intents]) => {
    const ways = Object.fromEntries(intents.map((intent) => [intent, 'look']));
    const states = { look: { say: 'a', go: 'end' } };
    return [flow, flowSchema.parse({ flow, start: 'look', intents: ways, states })] as const;
  });
  return new Map(flows);
}

/** What goes along with an intent. */
function valuesOf(intent: string): unknown {
  const input = intentInput(flows, intent, SAID);
  return input?.type === 'start' ? input.values : undefined;
}

const REPORTS = {
  'report-hate': 'hate',
  'report-bullying': 'bullying',
  'report-violence': 'violence',
  'report-scam': 'scam',
  'report-election': 'election-breach',
  'report-hoax': 'public-hoax',
};
const flows = flowsOf({
  lookup: ['search', 'chatter'],
  report: ['report', ...Object.keys(REPORTS)],
  danger: ['emergency'],
  help: ['cost'],
});

test.each(Object.entries(REPORTS))(
  '%s begins a report of %s with what was said',
  (intent, threat) => {
    const values = { story: SAID, threat };
    expect(intentInput(flows, intent, SAID)).toEqual({
      type: 'start',
      flow: 'report',
      intent,
      values,
    });
  },
);

test('every kind of report can be begun in own words', () => {
  expect(Object.values(REPORTS).toSorted()).toEqual([...reportThreats].toSorted());
});

test('what somebody in danger said goes along, and so does what is searched for', () => {
  expect(intentInput(flows, 'emergency', SAID)).toMatchObject({
    flow: 'danger',
    values: { story: SAID },
  });
  expect(valuesOf('search')).toEqual({
    query: SAID,
    casual: 0,
    intent: 'search',
  });
  expect(valuesOf('chatter')).toMatchObject({ casual: 1 });
});

test('a report of no kind and a question take nothing along, and what no flow handles starts none', () => {
  expect(valuesOf('report')).toEqual({});
  expect(valuesOf('cost')).toEqual({});
  expect(intentInput(flows, 'weather', SAID)).toBeUndefined();
});

test('a flow is started beside the open question, or instead of it', () => {
  expect(start('stop')).toEqual({ type: 'start', flow: 'stop', values: {} });
  expect(startInstead('report', { intent: 'report' })).toEqual({
    type: 'start',
    flow: 'report',
    intent: 'report',
    isInstead: true,
  });
});

test('a place is in its flow and at its state', () => {
  const consent = { flow: 'submit', state: 'consent' };
  expect([isIn(consent, 'submit'), isIn(consent, 'report'), isIn(undefined, 'submit')]).toEqual([
    true,
    false,
    false,
  ]);
  expect(isAt(consent, { flow: 'submit', state: 'consent' })).toBe(true);
  expect(isAt({ ...consent, flow: 'tip' }, { flow: 'submit', state: 'consent' })).toBe(false);
});

test('what a flow begins with goes along, and nothing where there is nothing', () => {
  expect(start('submit')).toEqual({ type: 'start', flow: 'submit', values: {} });
  const instead = { type: 'start', flow: 'forget', isInstead: true };
  expect(startInstead('forget', {})).toEqual(instead);
  const all = { values: { asked: 'x' }, intent: 'erase' };
  expect(startInstead('forget', all)).toEqual({ ...instead, ...all });
  const erase = { flow: 'forget', state: 'erase' } as const;
  expect(isAt({ flow: 'forget', state: 'confirm' }, erase)).toBe(false);
  expect(isAt({ flow: 'menu', state: 'erase' }, erase)).toBe(false);
  expect(isAt(erase, erase)).toBe(true);
});
