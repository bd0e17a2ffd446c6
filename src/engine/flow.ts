import { z } from 'zod';
import type { Conversation, Frame, wantable } from './conversation.ts';
import type { Enclosure } from './effect.ts';
import { name, type RawState, rawStateSchema, shapeFault } from './shape-fault.ts';

/** State to go to: a state of the same flow, `@flow` (its start), or `end`. */
export type Target = string;

/** State of a flow: it may say something, then goes on, runs an action, asks or offers. */
export type State = { aliases: readonly string[] } & (
  | ({ type: 'go'; say?: string | undefined; go: Target } & Enclosure)
  | ({
      type: 'call';
      say?: string | undefined;
      call: string;
      on: Readonly<Record<string, Target>>;
    } & Enclosure)
  | Ask
  | Offer
);

/** Blocking question, with transitions for a choice, a misunderstood answer and silence. */
export interface Ask extends Enclosure {
  type: 'ask';
  say: string;
  choices: Readonly<Record<string, Target>>;
  list?: List;
  hear?: Target | undefined;
  /** Choices that only their exact names select, because they cannot be undone. */
  exact?: readonly string[] | undefined;
  /** What an answer has to be. A plain number is one, and then the choices go without numbers. */
  wants?: (typeof wantable)[number] | undefined;
  /** Under which name the answer is kept, and the choices that are none. */
  save?: { name: string; unsaved: readonly string[] };
  /** What is said where the question is put a second time, in the place of `say`. */
  again?: string | undefined;
  /** Target for forwards, files and long texts that are part of the answer. */
  take?: Target | undefined;
  /** Whether it is dropped once the citizen turns to something else, and never put again. */
  isOptional?: boolean;
  else?: Target | undefined;
  after: { ms: number; target: Target };
}

/** Non-blocking question: any other message is handled as usual. */
export interface Offer extends Enclosure {
  type: 'offer';
  say: string;
  choices: Readonly<Record<string, Target>>;
  list?: List;
}

/** Numbered choices that an action stored under `name`; the chosen one is stored in the values. */
export interface List {
  name: string;
  target: Target;
}

/** Named states of a conversation and where it starts. */
export type Flow = z.infer<typeof flowSchema>;

/** All flows by name; conversations that lost their state land in `menu`. */
export type Flows = ReadonlyMap<string, Flow>;

export const END: Target = 'end';

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Converts a span such as `30s`, `15m`, `2h` or `1d` to milliseconds. */
export function spanToMs(span: string): number {
  const unit = span.slice(-1) as keyof typeof units;
  return Number(span.slice(0, -1)) * units[unit];
}

const stateSchema = rawStateSchema.transform((raw, context): State => {
  const fault = shapeFault(raw);
  if (!fault) return toState(raw);
  context.addIssue({ code: 'custom', message: fault });
  return z.NEVER;
});

/** Reads a flow file; every fault names its state. */
export const flowSchema = z
  .strictObject({
    flow: name,
    start: name,
    intents: z.record(name, name).optional(),
    states: z.record(name, stateSchema),
  })
  .transform(({ flow, start, intents = {}, states }) => ({
    name: flow,
    start,
    /** What a citizen can mean in their own words, and the state that answers it. */
    intents: new Map(Object.entries(intents)),
    states: new Map(Object.entries(states)),
  }));

function toState({ list, after, optional, save, unsaved = [], ...raw }: RawState): State {
  const { aliases = [], go, call, on = {}, ask = {}, offer, ...said } = raw;
  if (go !== undefined) return { type: 'go', aliases, go, ...said };
  if (call !== undefined) return { type: 'call', aliases, call, on, ...said };
  const question = { aliases, ...said, say: said.say ?? '', ...toList(list) };
  if (offer) return { type: 'offer', ...question, choices: offer };
  const [silence = ['0s', END]] = Object.entries(after ?? {});
  return {
    type: 'ask',
    ...question,
    choices: ask,
    after: { ms: spanToMs(silence[0]), target: silence[1] },
    ...(optional && { isOptional: true }),
    ...(save !== undefined && { save: { name: save, unsaved } }),
  };
}

function toList(raw: Record<string, string> | undefined): { list?: List } {
  const [entry] = Object.entries(raw ?? {});
  return entry ? { list: { name: entry[0], target: entry[1] } } : {};
}

/** Returns the state of a frame, also by an earlier name; undefined if it no longer exists. */
export function findState(flows: Flows, frame: Pick<Frame, 'flow' | 'state'>): State | undefined {
  const states = flows.get(frame.flow)?.states;
  if (!states) return undefined;
  const found = states.get(frame.state);
  if (found) return found;
  return [...states.values()].find((state) => state.aliases.includes(frame.state));
}

/** Returns the waiting question and its frame: the open one, or the nearest one below an offer. */
export function openQuestion(flows: Flows, { frames }: Conversation) {
  for (const frame of frames.toReversed()) {
    const state = findState(flows, frame);
    if (state?.type === 'ask') return { frame, state };
  }
  return undefined;
}
