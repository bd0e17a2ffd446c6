import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Conversation, conversationSchema, idle } from '../../src/engine/conversation.ts';
import type { Input } from '../../src/engine/effect.ts';
import type { State } from '../../src/engine/flow.ts';
import { MAX_FRAMES, step } from '../../src/engine/step.ts';
import { actions } from '../../src/services/actions/registry.ts';
import { loadScript } from '../support/stage.ts';
import { asJson, deepFreeze } from './play.ts';

const { flows } = loadScript();
const states = [...flows.values()].flatMap((flow) => [...flow.states.values()]);
const outcomes = [...new Set(Object.values(actions).flatMap(({ outcomes }) => outcomes))];
const choices = [
  ...new Set(states.flatMap((state) => ('choices' in state ? Object.keys(state.choices) : []))),
];

const rows = [
  { id: 'a', label: 'A' },
  { id: 'b', label: 'B' },
];
const value = fc.oneof(fc.string(), fc.integer(), fc.constant(rows));
const values = fc.dictionary(fc.constantFrom('query', 'candidates', 'case', 'items'), value);

/** Anything that can happen, fitting or not; half of it is what the open state waits for. */
const input: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ type: fc.constant('start'), flow: fc.constantFrom(...flows.keys()), values }),
  fc.record({ type: fc.constant('choice'), choice: fc.constantFrom(...choices, 'maybe', '') }),
  fc.record({ type: fc.constant('picked'), id: fc.string() }),
  fc.record({ type: fc.constant('text'), text: fc.string() }),
  fc.record({ type: fc.constant('timeout') }),
  fc.record({
    type: fc.constant('result'),
    outcome: fc.constantFrom(...outcomes, 'nowhere'),
    values,
  }),
);

/** An input, or a number that picks one of those that the open state understands. */
const happening = fc.oneof(input, fc.nat({ max: 1000 }));

test('whatever happens, a step ends, keeps few frames and asks for one call at most', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
      let conversation = idle;
      for (const happened of happenings) {
        const taken = step(flows, conversation, toInput(conversation, happened));
        conversation = taken.conversation;
        expect(conversation.frames.length).toBeLessThanOrEqual(MAX_FRAMES);
        expect(taken.effects.length).toBeLessThanOrEqual(10);
        const callsAt = taken.effects.flatMap(({ type }, at) => (type === 'call' ? at : []));
        expect(callsAt.every((at) => at === taken.effects.length - 1)).toBe(true);
        expect(taken.effects.filter((effect) => 'question' in effect).length).toBeLessThan(2);
      }
    }),
    { numRuns: 500 },
  );
});

test('a conversation that was stored between any two steps goes on as if it had not been', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      let kept = idle;
      let stored: Conversation = idle;
      for (const happened of happenings) {
        const input = toInput(kept, happened);
        const direct = step(flows, kept, input);
        const restored = step(flows, conversationSchema.parse(asJson(stored)), asJson(input));
        expect(restored).toEqual(direct);
        expect(asJson(direct)).toEqual(direct);
        kept = direct.conversation;
        stored = restored.conversation;
      }
    }),
    { numRuns: 300 },
  );
});

test('a step changes neither the conversation nor the input it is given', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      let conversation: Conversation = deepFreeze(asJson(idle));
      for (const happened of happenings) {
        const input = deepFreeze(toInput(conversation, happened));
        const before = asJson({ conversation, input });
        const { conversation: next } = step(flows, conversation, input);
        expect({ conversation, input }).toEqual(before);
        conversation = deepFreeze(next);
      }
    }),
    { numRuns: 200 },
  );
});

test('the same input in the same conversation always leads to the same step', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 15 }), (happenings) => {
      let conversation = idle;
      for (const happened of happenings) {
        const input = toInput(conversation, happened);
        const taken = step(flows, conversation, input);
        expect(step(flows, conversation, input)).toEqual(taken);
        conversation = taken.conversation;
      }
    }),
    { numRuns: 100 },
  );
});

test('an open frame always stands in a question, an offer or a call', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
      let conversation = idle;
      for (const happened of happenings) {
        conversation = step(flows, conversation, toInput(conversation, happened)).conversation;
        const kinds = conversation.frames.map(
          ({ flow, state }) => flows.get(flow)?.states.get(state)?.type,
        );
        expect(kinds.slice(0, -1).every((kind) => kind === 'ask')).toBe(true);
        expect(kinds.every((kind) => kind !== undefined && kind !== 'go')).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('whoever entered a state has left it or stands in it, and nobody else', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
      let conversation = idle;
      const standing = new Map<string, number>();
      const count = (place: string, by: number) =>
        standing.set(place, (standing.get(place) ?? 0) + by);
      for (const happened of happenings) {
        const taken = step(flows, conversation, toInput(conversation, happened));
        conversation = taken.conversation;
        for (const { type, flow, state } of taken.visits) {
          if (type !== 'again') count(`${flow}/${state}`, type === 'entered' ? 1 : -1);
        }
      }
      for (const { flow, state } of conversation.frames) count(`${flow}/${state}`, -1);
      expect([...standing.values()].filter((left) => left !== 0)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

function toInput(conversation: Conversation, happened: Input | number): Input {
  if (typeof happened !== 'number') return happened;
  const frame = conversation.frames.at(-1);
  const state = frame && flows.get(frame.flow)?.states.get(frame.state);
  const fitting: Input[] = state ? understoodBy(state) : [{ type: 'start', flow: 'tip' }];
  return fitting[happened % fitting.length] ?? { type: 'timeout' };
}

function understoodBy(state: State): Input[] {
  if (state.type === 'call') {
    return Object.keys(state.on).map((outcome) => ({ type: 'result', outcome }));
  }
  if (state.type === 'go') return [];
  const chosen = Object.keys(state.choices).map((choice): Input => ({ type: 'choice', choice }));
  const picked: Input[] = state.list ? [{ type: 'picked', id: 'a' }] : [];
  return [...chosen, ...picked, { type: 'text', text: 'halo' }, { type: 'timeout' }];
}
