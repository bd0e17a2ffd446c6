import lists from './gazetteer.json' with { type: 'json' };

export type NameKind = 'name' | 'place';

/** What a word names, if it is a well-known name of a person, body or place. */
export function nameKind(word: string): NameKind | undefined {
  return NAMES.get(word);
}

const NAMES = new Map<string, NameKind>();
for (const word of `${lists.persons} ${lists.organisations}`.split(' ')) NAMES.set(word, 'name');
for (const word of lists.places.split(' ')) NAMES.set(word, 'place');
