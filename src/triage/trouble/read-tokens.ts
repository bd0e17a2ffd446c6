import acts from './acts.json' with { type: 'json' };
import groups from './tag-groups.json' with { type: 'json' };
import lists from './words.json' with { type: 'json' };

const LONGEST = 3_000;
const WORDS = /[\p{L}\p{N}]+/gu;
const LONGEST_PHRASE = 4;
const TAGS = new Map<string, readonly string[]>();
/** Tags that words have together; many thousand forms share a few of them. */
const SHARED = new Map<string, readonly string[]>();
/** Words that are known with their typos too, by what all of these have in common. */
const MISSPELT = new Map<string, string[]>();
/** Look like a form or a typo of an act, and are another word. */
const NOT = new Set(acts.not.split(' '));
const SHORTEST_SLIP = 6;
/** The number of typos grows with the length of the word, and so does each of them. */
const LONGEST_SLIP = 100;
const SHORTEST_BONES = 4;
const { passiveEnds: PASSIVE_ENDS, activeEnds: ACTIVE_ENDS } = groups;

/** Word or set phrase with all its tags; `starts` if a clause begins with it. */
export interface Token {
  readonly text: string;
  readonly tags: Set<string>;
  readonly starts: boolean;
}

/** Splits a text into sentences of tokens, up to the length of a citizen's message. */
export function readTokens(text: string): Token[][] {
  const plain = text
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'`]/g, '');
  const sentences = plain
    .split(/[!?\n;…]+|\.(?=\s|$)/u)
    .map((sentence) =>
      sentence.split(/[,:()"“”—–]+/u).flatMap((clause) => phrasesIn(clause.match(WORDS) ?? [])),
    );
  return sentences.filter((tokens) => tokens.length > 0);
}

/** Short spellings within set phrases. */
const IN_FULL = new Map(Object.entries(groups.inFull));

/** "*_sadar" stands for "ga sadar", "tidak sadar" and so on. */
function inAllDenials(word: string): string[] {
  return word.startsWith('*') ? groups.denials.map((denial) => denial + word.slice(1)) : [word];
}

function learn(): void {
  for (const [tag, words] of Object.entries(lists)) {
    for (const word of words.split(' ').flatMap(inAllDenials)) note(word, [tag]);
  }
  for (const kind of ['sexual', 'hurt', 'harm'] as const) {
    for (const root of acts[kind].split(' ')) {
      for (const [form, voice] of formsOf(root)) {
        const sorts = kind === 'sexual' ? ['hurt', 'sexual'] : [kind];
        const tags = [...sorts, voice, ...(voice === 'talk' ? ['active'] : [])];
        if (!NOT.has(form) && !TAGS.get(form)?.includes(voice)) note(form, tags);
      }
    }
  }
  for (const word of acts.passiveWords.split(' ')) note(word, ['hurt', 'passive']);
  for (const word of acts.activeWords.split(' ')) note(word, ['hurt', 'active', 'talk']);
  for (const word of acts.harmWords.split(' ')) note(word, ['harm', 'passive', 'active']);
  for (const word of acts.eng.split(' ')) note(word, ['hurt', 'eng', 'active', 'passive']);
  for (const word of acts.nouns.split(' ')) note(word, ['hurt', 'noun']);
  for (let age = 6; age < 18; age++) {
    for (const said of groups.ages) note(`${said}_${age}`, ['minor']);
    for (const self of lists.self.split(' ')) {
      for (const years of groups.years.split(' '))
        note(`${self}_${age}_${years}`, ['minor', 'self']);
    }
  }
  for (const [word, tags] of TAGS) {
    if (!groups.slippery.some((tag) => tags.includes(tag)) || word.includes('_')) continue;
    const common = commonOf(word);
    MISSPELT.set(common, [...(MISSPELT.get(common) ?? []), word]);
  }
}

/** "kukirim": done by the writer, in one word. */
const isByMe = (text: string, tags: readonly string[]) =>
  /^ku[bdgjkmnpst]/.test(text) && (tags.includes('give') || tags.includes('send'));

function note(said: string, tags: readonly string[]): void {
  const word = said.replace(/[^_]+/g, (part) => IN_FULL.get(part) ?? part);
  const all = [...new Set([...(TAGS.get(word) ?? []), ...tags])];
  const key = all.join();
  const shared = SHARED.get(key) ?? all;
  SHARED.set(key, shared);
  TAGS.set(word, shared);
}

learn();

/** Finds the words of a clause, the longest known phrases first: "bunuh diri", "debt collector". */
function phrasesIn(found: readonly string[]): Token[] {
  const words = found.map((word) => IN_FULL.get(word) ?? shortenDrawl(word));
  const tokens: Token[] = [];
  let at = 0;
  while (at < words.length) {
    let length = Math.min(LONGEST_PHRASE, words.length - at);
    while (length > 1 && !TAGS.has(words.slice(at, at + length).join('_'))) length -= 1;
    const joined = length === 1 ? joinPrefix(words, at) : undefined;
    const text = joined ?? words.slice(at, at + length).join('_');
    tokens.push({ text, tags: new Set(tagsOf(text)), starts: at === 0 });
    const isTwo = joined !== undefined || (length === 1 && isSaidTwice(words[at], words[at + 1]));
    at += isTwo ? 2 : length;
  }
  return tokens;
}

/** "gedor-gedor", "dipegang-pegang": doubled, and one word. */
function isSaidTwice(word = '', next = ''): boolean {
  return next.length > 3 && word.endsWith(next);
}

/** "di pukul", "ke tipu" and "d bunuh" are one word each. */
function joinPrefix(words: readonly string[], at: number): string | undefined {
  const [prefix = '', verb = ''] = words.slice(at, at + 2);
  if (!/^(?:di|d|ke|ter|nge|ka)$/.test(prefix)) return undefined;
  const joined = (prefix === 'd' ? 'di' : prefix) + verb;
  const tags = TAGS.get(joined) ?? [];
  return tags.some((tag) => groups.joined.includes(tag)) ? joined : undefined;
}

function tagsOf(text: string): readonly string[] {
  const known = TAGS.get(text) ?? tagsOfMisspelt(text);
  if (known) return isByMe(text, known) ? [...known, 'self'] : known;
  for (const [end, tag] of ENDS) {
    const noun = text.endsWith(end) ? TAGS.get(text.slice(0, -end.length)) : undefined;
    if (noun && groups.owned.some((kind) => noun.includes(kind))) return [...noun, tag];
  }
  if (/^\d+(?:jt|juta|rb|ribu)$/.test(text)) return ['money'];
  if (/^(?:[hae]{4,}|[hie]{4,}|[wkao]{5,}|[wk]{3,}a?)$/.test(text)) return ['laugh'];
  return TAGS.get(text.replace(/2$/, '')) ?? [];
}

/** A word with a meaning of its own is no typo. */
function tagsOfMisspelt(text: string): readonly string[] | undefined {
  if (NOT.has(text) || text.length < SHORTEST_BONES || text.length > LONGEST_SLIP) return undefined;
  const meant = MISSPELT.get(commonOf(text))?.filter((word) => slipsOf(word).includes(text)) ?? [];
  return meant.length === 0 ? undefined : meant.flatMap((word) => TAGS.get(word) ?? []);
}

/** What a word shares with its typos: the first letter, and the other consonants by the alphabet. */
function commonOf(word: string): string {
  return word[0] + [...word.slice(1).replace(/[aiueo]/g, '')].sort().join('');
}

/** Suffixes for "my", and for "his", which makes it somebody else's. */
const ENDS = Object.entries(groups.ends);

/** "toloooong" is "tolong", and so is "tolongg". */
function shortenDrawl(word: string): string {
  if (!/^\p{L}+$/u.test(word)) return word;
  const short = word.replace(/(\p{L})\1{2,}/gu, '$1');
  if (TAGS.has(short)) return short;
  const single = short.replace(/(\p{L})\1$/u, '$1');
  return TAGS.has(single) ? single : short;
}

/** Voice of a verb form: done to its subject, done by its subject, or colloquial. */
type Voice = 'passive' | 'active' | 'talk';

/** Returns the forms of a verb root, with voices: dipukulin, mukulin, ngegebuk, ketipu. */
export function formsOf(root: string): [string, Voice][] {
  const passive = ['di', 'ter', 'ke', 'ka', 'd'].flatMap((prefix) =>
    PASSIVE_ENDS.map((end): [string, Voice] => [prefix + root + end, 'passive']),
  );
  const formal = ACTIVE_ENDS.map((end): [string, Voice] => [nasal(root, 'formal') + end, 'active']);
  const talk = [nasal(root, 'talk'), `nge${root}`, `nga${root}`, `ng${root}`, `n${root}`].flatMap(
    (stem) => ACTIVE_ENDS.map((end): [string, Voice] => [stem + end, 'talk']),
  );
  const bare = ACTIVE_ENDS.map((end): [string, Voice] => [
    root + end,
    end === '' ? 'active' : 'talk',
  ]);
  return [...bare, ...talk, ...formal, ...passive];
}

/** Adds the nasal prefix to a root: membunuh, mukul, nyulik. */
function nasal(root: string, way: 'formal' | 'talk'): string {
  const [first = '', rest] = [root[0], root.slice(1)];
  const me = way === 'formal' ? 'me' : '';
  if (first === 'p') return `${me}m${rest}`;
  if (first === 't') return `${me}n${rest}`;
  if (first === 's') return `${me}ny${rest}`;
  if (first === 'k') return `${me}ng${rest}`;
  if (first === 'c' && way === 'talk') return `ny${rest}`;
  if ('bf'.includes(first)) return `${me}m${root}`;
  if ('cdj'.includes(first)) return `${me}n${root}`;
  if ('lrwmny'.includes(first)) return `${me}${root}`;
  return `${me}ng${root}`;
}

/** Returns typos of a word: one vowel missing, two letters swapped, or all vowels after the first letter. */
export function slipsOf(word: string): string[] {
  if (word.length < SHORTEST_SLIP || word.length > LONGEST_SLIP) return [];
  const slips: string[] = [];
  for (let at = 1; at < word.length; at++) {
    const [here = '', before = ''] = [word[at], word[at - 1]];
    if ('aiueo'.includes(here)) slips.push(word.slice(0, at) + word.slice(at + 1));
    if (at > 1 && here !== before) {
      slips.push(word.slice(0, at - 1) + here + before + word.slice(at + 1));
    }
  }
  const bones = word[0] + word.slice(1).replace(/[aiueo]/g, '');
  return bones.length < SHORTEST_BONES ? slips : [...slips, bones];
}
