/** A sentence with `{places}` for values; its forms where no value, nothing or one thing reads otherwise. */
type Sentence = string | { without?: string; zero?: string; one?: string; other: string };

/** Words as they are used: `"held(name, time)": "{name} holds it until {time}"` becomes a function of both values. */
export type WordsIn<T> = {
  [K in keyof T as K extends `${infer Name}(${string})`
    ? Name
    : K]: K extends `${string}(${infer Names})`
    ? (...values: Values<Names>) => string
    : T[K] extends string | readonly unknown[]
      ? T[K]
      : WordsIn<T[K]>;
};

type Values<Names> = Names extends `${infer First}, ${infer Rest}`
  ? [...Value<First>, ...Values<Rest>]
  : Value<Names>;
/** What is called `n` is a number and chooses the form. */
type Value<Name> = Name extends 'n'
  ? [number]
  : Name extends `${string}?`
    ? [value?: string | number | undefined]
    : [string | number];

/** Reads a file of texts: a sentence whose key names values in brackets becomes a function that fills them in. */
export function readWords<T extends object>(texts: T): WordsIn<T> {
  const entries = Object.entries(texts).map(([key, text]: [string, unknown]) => {
    const [, name, names] = /^([^(]+)\((.+)\)$/.exec(key) ?? [];
    if (name !== undefined && names !== undefined) return [name, filler(text as Sentence, names)];
    const isGroup = typeof text === 'object' && text !== null && !Array.isArray(text);
    return [key, isGroup ? readWords(text) : text];
  });
  return Object.fromEntries(entries) as WordsIn<T>;
}

function filler(sentence: Sentence, names: string) {
  const places = names.replaceAll('?', '').split(', ');
  return (...values: readonly unknown[]): string => {
    const filled = new Map(places.map((place, at) => [place, values[at]]));
    const text =
      typeof sentence === 'string' ? sentence : formOf(sentence, filled.get('n'), values);
    return text.replace(/\{(\w+)\}/g, (_, place: string) => String(filled.get(place)));
  };
}

function formOf(
  { without, zero, one, other }: Exclude<Sentence, string>,
  n: unknown,
  [first]: readonly unknown[],
): string {
  if (first === undefined && without !== undefined) return without;
  return (n === 0 ? zero : n === 1 ? one : undefined) ?? other;
}
