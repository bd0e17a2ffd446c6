import type { Conflict, Sides, SideWord } from './compare-gap.ts';
import { nameKind } from './gazetteer.ts';
import { isPolar } from './polarity.ts';
import { readVoice, type Voice } from './read-voice.ts';

/** Finds two names that swap roles around a verb, so that the actor becomes the object. */
export function compareRoles({ query, field }: Sides): Conflict | undefined {
  const names = namesOf(query);
  for (const name of names) if (!field.some(({ text }) => text === name)) names.delete(name);
  if (names.size < 2) return undefined;
  const sent = deedsIn(query, names, rootsOf(field));
  if (sent.length === 0) return undefined;
  const stored = deedsIn(field, names, rootsOf(query));
  for (const deed of sent) {
    const alike = stored.filter((other) => isOfSame(deed, other));
    const swapped = alike.find((other) => other.doer === deed.target && isComparable(deed, other));
    const others = sent.filter((other) => isOfSame(deed, other));
    const agreed = others.some(({ doer }) => alike.some((other) => other.doer === doer));
    if (swapped && !agreed) return conflictOf(deed, swapped);
  }
  return undefined;
}

/** One name acting on another, by the positions of the first and last word of it. */
interface Deed {
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
/** After these, a name is a place or a subject. */
const SETTINGS = new Set('di soal terkait tentang dalam lewat melalui demi'.split(' '));
/** After these, a new clause begins. */
const CLAUSES = new Set(
  (
    'karena sebab saat ketika sejak sampai hingga setelah usai sebelum lalu kemudian bahwa agar supaya ' +
    'jika kalau tetapi tapi namun sementara sedangkan'
  ).split(' '),
);
/** After these, a name is on the same side as the previous one. */
const COMPANIONS = new Set('dan dengan bersama serta atau juga sama maupun'.split(' '));
const AIMS = new Set('ke kepada pada untuk dari atas terhadap'.split(' '));

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

function namesOf(words: readonly SideWord[]): Set<string> {
  return new Set(words.map(({ text }) => text).filter((text) => nameKind(text)));
}

function rootsOf(words: readonly SideWord[]): Set<number> {
  return new Set(words.map(({ root }) => root));
}

function deedsIn(
  words: readonly SideWord[],
  names: ReadonlySet<string>,
  roots: ReadonlySet<number>,
): Deed[] {
  return words.flatMap(({ root, anchor }, at) => {
    if (!anchor || root < 0 || !roots.has(root)) return [];
    const nearby = words.slice(Math.max(0, at - REACH), at);
    if (!nearby.some(({ text }) => names.has(text))) return [];
    const voice = voiceAt(words, at);
    if (!voice) return [];
    const doers = namesBefore(words, at, { names, voice });
    const targets = doers.length > 0 ? namesAfter(words, at, { names, voice }) : [];
    return doers.flatMap((from) =>
      targets.flatMap(({ place: to, aimed }): Deed[] => {
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
    if (CLAUSES.has(text)) break;
    if (names.has(text) && !SETTINGS.has(before) && !AIMS.has(before)) found.push(at);
  }
  return found;
}

/** Returns names in reach after a verb: object, actor, goal or subject. */
function namesAfter(words: readonly SideWord[], verb: number, { names, voice }: Near) {
  const found: { place: number; aimed: boolean }[] = [];
  let aimed = false;
  const start = verb + (AIMS.has(words[verb + 1]?.text ?? '') ? 2 : 1);
  for (let at = verb + 1; at < start + reachOf(voice); at++) {
    const text = words[at]?.text ?? '';
    if (CLAUSES.has(text) || COMPANIONS.has(text)) break;
    if (SETTINGS.has(text)) aimed = true;
    else if (AIMS.has(text)) aimed = voice.passive;
    else if (text === 'oleh') aimed = false;
    else if (names.has(text)) found.push({ place: at, aimed });
    else if (voiceAt(words, at)?.bare === false) break;
  }
  return found;
}

function isOfSame(left: Deed, right: Deed): boolean {
  const pair = [left.doer, left.target];
  return (
    left.root === right.root &&
    left.aimed === right.aimed &&
    pair.includes(right.doer) &&
    pair.includes(right.target)
  );
}

/** "Kalah" and "mengalahkan" share a root, but the actor of one suffers the other. */
function isComparable({ voice: left }: Deed, { voice: right }: Deed): boolean {
  return !(left.bare && right.raised) && !(left.raised && right.bare);
}

function conflictOf(query: Deed, field: Deed): Conflict {
  return {
    type: 'role',
    how: 'replaced',
    query: placesOf(query),
    field: placesOf(field),
    weight: 1,
    grave: true,
  };
}

function placesOf({ from, to }: Deed): number[] {
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
}
