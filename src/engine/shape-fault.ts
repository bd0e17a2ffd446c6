import { z } from 'zod';
import { isRead, wantable } from './conversation.ts';
import { files, pictures } from './effect.ts';

/** Name of a flow, a state, a choice or an action. */
export const name = z
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

/** State as written in YAML, every key known and valid. */
export const rawStateSchema = z.strictObject({
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
  wants: z.enum(wantable).optional(),
  save: name.optional(),
  unsaved: z.array(name).nonempty().optional(),
  again: key.optional(),
  exact: z.array(name).nonempty().optional(),
  take: target.optional(),
  optional: z.literal(true).optional(),
  else: target.optional(),
  after: z.record(span, target).refine(hasOne, oneEntry).optional(),
});
export type RawState = z.infer<typeof rawStateSchema>;

const OF_ASK = ['hear', 'exact', 'save', 'again', 'take', 'optional', 'else', 'after'] as const;

/** Describes the first conflict between the keys of a state; undefined if there is none. */
export function shapeFault(raw: RawState): string | undefined {
  const kinds = (['go', 'call', 'ask', 'offer'] as const).filter((kind) => raw[kind] !== undefined);
  if (kinds.length === 0) return 'does nothing: give it one of go, call, ask or offer';
  if (kinds.length > 1) return `does ${kinds.join(' and ')}: a state does exactly one of these`;
  if (raw.picture && !raw.say) return 'has "picture" but no "say": put into words what it shows';
  if (raw.file && !raw.say) return 'has "file" but no "say": put into words what it holds';
  if (raw.file && raw.picture) return 'has "picture" and "file": one goes along with a message';
  const [kind] = kinds;
  if (kind === 'call' && !raw.on) return 'calls but has no "on": say where each outcome leads';
  if (kind !== 'call' && raw.on) return 'has "on" but calls nothing';
  const ofAsk = OF_ASK.find((key) => raw[key] !== undefined);
  if (kind !== 'ask' && ofAsk) return `has "${ofAsk}", which belongs to "ask"`;
  if (raw.wants && raw.wants !== 'file' && !raw.hear) {
    return `wants a ${raw.wants} but has no "hear": say where the answer leads`;
  }
  if (raw.wants === 'file' && !raw.take) {
    return 'wants a file but has no "take": say where the answer leads';
  }
  if (raw.unsaved && !raw.save) return 'has "unsaved" but saves nothing: give it "save"';
  if (kind !== 'ask' && kind !== 'offer') {
    return raw.list ? 'has "list", which belongs to "ask" and "offer"' : undefined;
  }
  if (!raw.say) return `has "${kind}" but no "say": put the question into words`;
  return kind === 'ask' ? askFault(raw) : undefined;
}

function askFault(raw: RawState): string | undefined {
  if (!raw.after) return 'asks without "after": say what happens when the citizen stays silent';
  if (isRead(raw.wants)) {
    return raw.else
      ? undefined
      : `wants a ${raw.wants} but has no "else": say what happens when the answer names none`;
  }
  if (raw.hear && raw.else) return 'has both "hear" and "else": free text is either heard or not';
  if (!raw.hear && !raw.else) {
    return 'asks without "else" or "hear": say what happens when the answer is not understood';
  }
  return undefined;
}
