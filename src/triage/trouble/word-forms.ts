/** Voice of a verb form: done to its subject, done by its subject, or colloquial. */
export type Voice = 'passive' | 'active' | 'talk';

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

const PASSIVE_ENDS = ['', 'i', 'in', 'kan', 'an', 'ke', 'keun', 'e'];
const ACTIVE_ENDS = ['', 'i', 'in', 'kan', 'ku', 'iku', 'inku', 'nya', 'an', 'e'];

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

/** Returns typos of a word: one vowel missing, two letters swapped, or one letter doubled. */
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

const SHORTEST_SLIP = 6;
/** The number of typos grows with the length of the word, and so does each of them. */
const LONGEST_SLIP = 100;
const SHORTEST_BONES = 4;
