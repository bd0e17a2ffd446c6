import type { Conflict, Sides, SideWord } from './conflict.ts';
import { nameKind } from './gazetteer.ts';
import { COMMON, FRAME, GENERIC, isPolar, setsOf } from './plain-words.ts';
import lists from './role-words.json' with { type: 'json' };
import { stem } from './stem.ts';

/** Finds two names that swap roles around a verb, so that the actor becomes the object. */
export function compareRoles({ query, field }: Sides): Conflict | undefined {
  const names = new Set<string>();
  for (const { text } of query) if (nameKind(text)) names.add(text);
  if (names.size < 2) return undefined;
  for (const name of names) if (!field.some(({ text }) => text === name)) names.delete(name);
  if (names.size < 2) return undefined;
  const sent = deedsIn(query, names, rootsOf(field));
  if (sent.length === 0) return undefined;
  const stored = deedsIn(field, names, rootsOf(query));
  for (const predicate of sent) {
    const alike = stored.filter((other) => isOfSame(predicate, other));
    const swapped = alike.find(
      (other) => other.doer === predicate.target && isComparable(predicate, other),
    );
    const others = sent.filter((other) => isOfSame(predicate, other));
    const agreed = others.some(({ doer }) => alike.some((other) => other.doer === doer));
    if (swapped && !agreed) return conflictOf(predicate, swapped);
  }
  return undefined;
}

/** One name acting on another, by the positions of the first and last word of it. */
interface Predicate {
  root: number;
  doer: string;
  target: string;
  voice: Voice;
  /** The next name is a goal or subject, not an actor or object: "dikirim ke Aceh". */
  aimed: boolean;
  from: number;
  to: number;
}

const REACH = 5;
/**
 * After `settings`, a name is a place or a subject; after `clauses`, a new clause begins; after `companions`, a name is on the
 * same side as the previous one. `passiveNouns` are passive ke-an forms that are no nouns; in `mutual` actions the order of
 * names does not matter.
 */
const WORDS = setsOf(lists);

interface Near {
  names: ReadonlySet<string>;
  voice: Voice;
}

/** A word that may be a noun counts only directly next to the names. */
function reachOf({ bare }: Voice): number {
  return bare ? 1 : REACH;
}

/** A town, and "attacks". */
const VERBS_TOO = new Set(['serang']);

function rootsOf(words: readonly SideWord[]): Set<number> {
  return new Set(words.map(({ root }) => root));
}

function deedsIn(
  words: readonly SideWord[],
  names: ReadonlySet<string>,
  roots: ReadonlySet<number>,
): Predicate[] {
  return words.flatMap(({ root, anchor }, at) => {
    if (!anchor || root < 0 || !roots.has(root)) return [];
    const nearby = words.slice(Math.max(0, at - REACH), at);
    if (!nearby.some(({ text }) => names.has(text))) return [];
    const voice = voiceAt(words, at);
    if (!voice) return [];
    const doers = namesBefore(words, at, { names, voice });
    const targets = doers.length > 0 ? namesAfter(words, at, { names, voice }) : [];
    return doers.flatMap((from) =>
      targets.flatMap(({ place: to, aimed }): Predicate[] => {
        const [first, last] = [words[from]?.text ?? '', words[to]?.text ?? ''];
        if (first === last) return [];
        const [doer, target] = voice.passive && !aimed ? [last, first] : [first, last];
        return [{ root, doer, target, voice, aimed, from, to }];
      }),
    );
  });
}

function voiceAt(words: readonly SideWord[], at: number): Voice | undefined {
  const text = words[at]?.text ?? '';
  if ((nameKind(text) && !VERBS_TOO.has(text)) || isPolar(text)) return undefined;
  return readVoice(text, words[at - 1]?.text);
}

/** Returns names in reach before a verb, the nearest first. */
function namesBefore(words: readonly SideWord[], verb: number, { names, voice }: Near): number[] {
  const found: number[] = [];
  for (let at = verb - 1; at >= Math.max(0, verb - reachOf(voice)); at--) {
    const text = words[at]?.text ?? '';
    const before = words[at - 1]?.text ?? '';
    if (WORDS.clauses.has(text)) break;
    if (names.has(text) && !WORDS.settings.has(before) && !WORDS.aims.has(before)) found.push(at);
  }
  return found;
}

/** Returns names in reach after a verb: object, actor, goal or subject. */
function namesAfter(words: readonly SideWord[], verb: number, { names, voice }: Near) {
  const found: { place: number; aimed: boolean }[] = [];
  let aimed = false;
  const start = verb + (WORDS.aims.has(words[verb + 1]?.text ?? '') ? 2 : 1);
  for (let at = verb + 1; at < start + reachOf(voice); at++) {
    const text = words[at]?.text ?? '';
    if (WORDS.clauses.has(text) || WORDS.companions.has(text)) break;
    if (WORDS.settings.has(text)) aimed = true;
    else if (WORDS.aims.has(text)) aimed = voice.passive;
    else if (text === 'oleh') aimed = false;
    else if (names.has(text)) found.push({ place: at, aimed });
    else if (voiceAt(words, at)?.bare === false) break;
  }
  return found;
}

function isOfSame(left: Predicate, right: Predicate): boolean {
  const pair = [left.doer, left.target];
  return (
    left.root === right.root &&
    left.aimed === right.aimed &&
    pair.includes(right.doer) &&
    pair.includes(right.target)
  );
}

/** "Kalah" and "mengalahkan" share a root, but the actor of one suffers the other. */
function isComparable({ voice: left }: Predicate, { voice: right }: Predicate): boolean {
  return !(left.bare && right.raised) && !(left.raised && right.bare);
}

function conflictOf(query: Predicate, field: Predicate): Conflict {
  const places = { query: placesOf(query), field: placesOf(field) };
  return { type: 'role', how: 'replaced', ...places, weight: 1, grave: true };
}

function placesOf({ from, to }: Predicate): number[] {
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
}

/** Voice of a verb: whether the actor comes before or after it. */
interface Voice {
  passive: boolean;
  /** Ends in -kan or -i, which can make another verb of a root: kalah, mengalahkan. */
  raised: boolean;
  /** Has no affix, so it may be a noun. */
  bare: boolean;
}

/** Returns the voice of a word if the order around it shows the actor and the object. */
export function readVoice(text: string, before: string | undefined): Voice | undefined {
  if (COMMON.has(text) || FRAME.has(text) || GENERIC.has(text)) return undefined;
  if (WORDS.passiveNouns.has(text)) return { passive: true, raised: false, bare: false };
  const root = stem(text);
  if (WORDS.mutual.has(root) || text.startsWith('ber')) return undefined;
  const changed = root !== text;
  const raised = changed && /(?:kan|in|i)$/.test(text) && !/i$/.test(root);
  if (changed && /^(?:di|ter)/.test(text)) return { passive: true, raised, bare: false };
  // Often written apart: "di laporkan".
  if (raised && before === 'di') return { passive: true, raised, bare: false };
  if (changed && /^(?:me|ny|ng)/.test(text)) return { passive: false, raised, bare: false };
  if (raised && !/^[pk]e/.test(text)) return { passive: false, raised, bare: false };
  if (changed && AFFIXED.test(text)) return undefined;
  return { passive: false, raised: false, bare: true };
}

const AFFIXED = /^(?:pe|ke|se)|(?:an|nya|lah|ku|mu)$/;
