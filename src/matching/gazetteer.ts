import lists from './gazetteer.json' with { type: 'json' };

export type NameKind = 'name' | 'place';

/** Returns the kind of a well-known name: person, organisation or place. */
export function nameKind(word: string): NameKind | undefined {
  return NAMES.get(word);
}

const NAMES = new Map<string, NameKind>();
for (const word of `${lists.persons} ${lists.organisations}`.split(' ')) NAMES.set(word, 'name');
for (const word of lists.places.split(' ')) NAMES.set(word, 'place');
