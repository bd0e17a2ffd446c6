import type { Key } from 'ink';
import { signsOf } from './measure.ts';

const NAMED = [
  ['return', 'enter'],
  ['escape', 'escape'],
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, string])[];

/** The keys in what a terminal sent at once: fast typing arrives as one text. */
export function readKeys(input: string, key: Key): string[] {
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
  const named = NAMED.find(([name]) => key[name] === true);
  if (named) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input.toLowerCase()}`];
  const keys = signsOf(input).map(readSign);
  // Escape and the next key, typed so fast that they look like one key with Alt.
  return key.meta ? ['escape', ...keys] : keys;
}

function readSign(sign: string): string {
  const code = sign.charCodeAt(0);
  if (sign === '\r' || sign === '\n' || sign === '\r\n') return 'enter';
  if (sign === '\t') return 'tab';
  if (sign === '\x1b') return 'escape';
  if (sign === '\x7f' || sign === '\b') return 'backspace';
  return code < 27 ? `ctrl-${String.fromCharCode(code + 96)}` : sign;
}
