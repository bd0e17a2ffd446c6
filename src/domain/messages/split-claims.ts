/** Parts of one message that may each be a claim, whether listed or not, and what stands around them. */
export interface Parts {
  texts: string[];
  around: string;
  isList: boolean;
}

/** Splits a message at its numbers, its bullets or else its paragraphs; without any, or with too many, it is one part. */
export function splitClaims(text: string): Parts {
  const start = text.slice(0, LONGEST);
  const marked = [numbersIn(start), [...start.matchAll(BULLET)]];
  const list = marked.map((marks) => cutAt(start, marks)).find(({ texts }) => texts.length > 1);
  const paragraphs = sort(start.split(/\n\s*\n/));
  const parts = list ?? (paragraphs.texts.length > 1 ? paragraphs : sort(start.split('\n')));
  const isOne = parts.texts.length < 2 || parts.texts.length > MOST_PARTS;
  if (isOne) return { texts: [start], around: '', isList: false };
  return { ...parts, isList: list !== undefined };
}

const LONGEST = 8_000;
/** Each part costs a search; a text of more parts is a story, a recipe or a table. */
const MOST_PARTS = 8;
/** "Wassalam" and "Sebarkan ya!" claim nothing. */
const LEAST_WORDS = 3;
/** "1." "2)" "(3)" "*4.*" or a keycap. */
const NUMBER = /(?<!\S)[(*_]{0,2}(\d{1,2})(?:[.)]{1,2}[*_]?|\uFE0F?\u20E3)(?!\d)/gu;
const BULLET = /^[ \t]*[-*•●▪◾✔✅❌🔹🔸👉➡]\uFE0F?[ \t]/gmu;

/** Follows the numbers as long as they count on from 1. */
function numbersIn(text: string): RegExpExecArray[] {
  let last = 0;
  return [...text.matchAll(NUMBER)].filter(([, number]) => {
    const isNext = Number(number) === last + 1;
    if (isNext) last += 1;
    return isNext;
  });
}

/** Cuts out what stands behind each mark; behind the last one, up to the end of its paragraph. */
function cutAt(text: string, marks: readonly RegExpExecArray[]): Omit<Parts, 'isList'> {
  const parts = marks.map(({ 0: mark, index }, at) =>
    text.slice(index + mark.length, marks[at + 1]?.index),
  );
  const [last = '', ...after] = parts.pop()?.split(/\n\s*\n/) ?? [];
  const { texts, around } = sort([...parts, last]);
  return { texts, around: [text.slice(0, marks[0]?.index), around, ...after].join('\n') };
}

/** Tells parts that can be a claim from those that are too short to be one. */
function sort(parts: readonly string[]): Omit<Parts, 'isList'> {
  const clean = parts.map((part) => part.replace(/\s+/g, ' ').trim());
  const isClaim = (part: string) => (part.match(/\p{L}+/gu)?.length ?? 0) >= LEAST_WORDS;
  const others = clean.filter((part) => !isClaim(part));
  return { texts: clean.filter(isClaim), around: others.join('\n') };
}
