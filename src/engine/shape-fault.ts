import { isRead, type wantable } from './conversation.ts';
import type { Enclosure } from './enclosure.ts';

/** State as written in YAML, every key known and valid. */
export interface RawState {
  aliases?: string[] | undefined;
  say?: string | undefined;
  picture?: Enclosure['picture'] | undefined;
  file?: Enclosure['file'] | undefined;
  go?: string | undefined;
  call?: string | undefined;
  on?: Record<string, string> | undefined;
  ask?: Record<string, string> | undefined;
  offer?: Record<string, string> | undefined;
  list?: Record<string, string> | undefined;
  hear?: string | undefined;
  wants?: (typeof wantable)[number] | undefined;
  save?: string | undefined;
  unsaved?: string[] | undefined;
  again?: string | undefined;
  exact?: string[] | undefined;
  take?: string | undefined;
  optional?: true | undefined;
  else?: string | undefined;
  after?: Record<string, string> | undefined;
}

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
  if (kind !== 'ask' && raw.hear) return 'has "hear", which belongs to "ask"';
  if (kind !== 'ask' && raw.exact) return 'has "exact", which belongs to "ask"';
  if (raw.wants && raw.wants !== 'file' && !raw.hear) {
    return `wants a ${raw.wants} but has no "hear": say where the answer leads`;
  }
  if (raw.wants === 'file' && !raw.take) {
    return 'wants a file but has no "take": say where the answer leads';
  }
  if (kind !== 'ask' && raw.save) return 'has "save", which belongs to "ask"';
  if (kind !== 'ask' && raw.again) return 'has "again", which belongs to "ask"';
  if (raw.unsaved && !raw.save) return 'has "unsaved" but saves nothing: give it "save"';
  if (kind !== 'ask' && raw.take) return 'has "take", which belongs to "ask"';
  if (kind !== 'ask' && raw.optional) return 'has "optional", which belongs to "ask"';
  if (kind !== 'ask' && raw.else) return 'has "else", which belongs to "ask"';
  if (kind !== 'ask' && raw.after) return 'has "after", which belongs to "ask"';
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
