import { z } from 'zod';
import { type Enclosure, files, pictures } from './enclosure.ts';
import { type RawState, shapeFault } from './shape-fault.ts';

/** A state to go to: a state of the same flow, `@flow` (its start), or `end`. */
export type Target = string;

/** One state of a flow: it may say something, then goes on, calls, asks or offers. */
export type State = { aliases: readonly string[] } & (
  | ({ type: 'go'; say?: string; go: Target } & Enclosure)
  | ({
      type: 'call';
      say?: string;
      call: string;
      on: Readonly<Record<string, Target>>;
    } & Enclosure)
  | Ask
  | Offer
);

/** A question that holds the conversation: it has a way on for a choice, a muddle and silence. */
export interface Ask extends Enclosure {
  type: 'ask';
  say: string;
  choices: Readonly<Record<string, Target>>;
  list?: List;
  hear?: Target;
  /** Choices that nothing but their exact names makes, since they cannot be undone. */
  exact?: readonly string[];
  /** A plain number is the answer, and the choices go without numbers. */
  wantsNumber?: true;
  /** Where forwards, files and long texts are part of the answer, instead of something to be checked. */
  take?: Target;
  else?: Target;
  after: { ms: number; target: Target };
}

/** A question that holds nothing: whoever writes something else is simply served. */
export interface Offer extends Enclosure {
  type: 'offer';
  say: string;
  choices: Readonly<Record<string, Target>>;
  list?: List;
}

/** Numbered choices that a call has left under `name`; the picked one lands in the values. */
export interface List {
  name: string;
  target: Target;
}

/** A conversation's script: named states and where it starts. */
export interface Flow {
  name: string;
  start: string;
  states: ReadonlyMap<string, State>;
}

/** All flows by name; `menu` is where lost conversations land. */
export type Flows = ReadonlyMap<string, Flow>;

/** The conversation is over when a flow goes here. */
export const END: Target = 'end';

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of a span such as `30s`, `15m`, `2h` or `1d`. */
export function spanToMs(span: string): number {
  const unit = span.slice(-1) as keyof typeof units;
  return Number(span.slice(0, -1)) * units[unit];
}

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens, such as "no-answer"');
const target = z.string().regex(/^@?[a-z][a-z0-9-]*$/, 'must name a state, "@flow" or "end"');
const key = z
  .string()
  .regex(/^[a-z][\w-]*(\.[\w-]+)*$/i, 'must be a key of the locales, such as "tip.consent"');
const span = z.string().regex(/^\d+[smhd]$/, 'must be a span such as "15m", "2h" or "1d"');
const targets = z.record(name, target);
const oneEntry = 'must have exactly one entry';
const hasOne = (record: object) => Object.keys(record).length === 1;

const stateSchema = z
  .strictObject({
    aliases: z.array(name).optional(),
    say: key.optional(),
    picture: z.enum(pictures).optional(),
    file: z.enum(files).optional(),
    go: target.optional(),
    call: name.optional(),
    on: targets.optional(),
    ask: targets.optional(),
    offer: targets.optional(),
    list: targets.refine(hasOne, oneEntry).optional(),
    hear: target.optional(),
    wants: z.literal('number').optional(),
    exact: z.array(name).nonempty().optional(),
    take: target.optional(),
    else: target.optional(),
    after: z.record(span, target).refine(hasOne, oneEntry).optional(),
  })
  .transform((raw, context): State => {
    const fault = shapeFault(raw);
    if (!fault) return toState(raw);
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });

/** Reads a flow file; every fault names the state it stands in. */
export const flowSchema = z
  .strictObject({
    flow: name,
    start: name,
    states: z.record(name, stateSchema),
  })
  .transform(
    (raw): Flow => ({
      name: raw.flow,
      start: raw.start,
      states: new Map(Object.entries(raw.states)),
    }),
  );

function toState(raw: RawState): State {
  const aliases = raw.aliases ?? [];
  const enclosure = {
    ...(raw.picture === undefined ? {} : { picture: raw.picture }),
    ...(raw.file === undefined ? {} : { file: raw.file }),
  };
  const said = { ...(raw.say === undefined ? {} : { say: raw.say }), ...enclosure };
  if (raw.go !== undefined) return { type: 'go', aliases, go: raw.go, ...said };
  if (raw.call !== undefined) {
    return { type: 'call', aliases, call: raw.call, on: raw.on ?? {}, ...said };
  }
  const question = { aliases, say: raw.say ?? '', ...enclosure, ...toList(raw.list) };
  if (raw.offer) return { type: 'offer', ...question, choices: raw.offer };
  const [after = ['0s', END]] = Object.entries(raw.after ?? {});
  return {
    type: 'ask',
    ...question,
    choices: raw.ask ?? {},
    after: { ms: spanToMs(after[0]), target: after[1] },
    ...(raw.hear === undefined ? {} : { hear: raw.hear }),
    ...(raw.take === undefined ? {} : { take: raw.take }),
    ...(raw.wants === undefined ? {} : { wantsNumber: true as const }),
    ...(raw.exact === undefined ? {} : { exact: raw.exact }),
    ...(raw.else === undefined ? {} : { else: raw.else }),
  };
}

function toList(raw: Record<string, string> | undefined): { list?: List } {
  const [entry] = Object.entries(raw ?? {});
  return entry ? { list: { name: entry[0], target: entry[1] } } : {};
}
