import lookAlikes from './look-alikes.json' with { type: 'json' };

/** Turns ornamental, accented and look-alike letters into plain lower-case ones. */
export function foldLetters(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').replace(MARKS, '').toLowerCase();
  const swapped = bare.replace(FOREIGN, (letter) => LOOK_ALIKES.get(letter) ?? letter);
  // Only after lower-casing may a look-alike unfold to an accented or capital letter.
  return swapped.normalize('NFKD').replace(MARKS, '').toLowerCase();
}

/** Removes invisible characters: zero-width joiners, direction marks, soft hyphens. */
export function dropInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

const PLAIN = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;
const FOREIGN = /[^\x20-\x7e]/gu;
const INVISIBLE = /\p{Cf}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/gu;
const LOOK_ALIKES = new Map<string, string>(Object.entries(lookAlikes));
