import data from './regencies.json' with { type: 'json' };

/** Names of all kabupaten and kota, province by province. */
export const regencyNames: readonly string[] = Object.values(data.regencies).flat();

const byKey = new Map<string, readonly string[]>(
  Object.entries(data.aliases).map(([name, meant]) => [keyOf(name), meant]),
);
for (const [key, names] of Map.groupBy(regencyNames, (name) => keyOf(name.replace(/^\S+/, '')))) {
  byKey.set(key, names);
}
const ofProvince = new Map(Object.entries(data.regencies));
const titles = new Map(Object.entries(data.titles));
/** Words in the longest name. */
const LONGEST = 4;

/** Finds the kabupaten and kota that a text names, in some provinces if they are known; both where they share a name. */
export function findRegencies(text: string, provinces: readonly string[] = []): string[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const found = new Set<string>();
  for (let at = 0, count = 1; at < words.length; at += count) {
    const keys = Array.from({ length: LONGEST }, (_, less) =>
      words.slice(at, at + LONGEST - less).join(''),
    );
    const length = keys.findIndex((key) => byKey.has(key));
    count = length < 0 ? 1 : LONGEST - length;
    const key = keys[length] ?? '';
    for (const name of meantBy(key, words[at - 1])) found.add(name);
  }
  const within = new Set(provinces.flatMap((province) => ofProvince.get(province) ?? []));
  return [...found].filter((name) => within.size === 0 || within.has(name));
}

/** What a name means after a word: an everyday word needs a title before it, and a title tells a kota from a kabupaten. */
function meantBy(key: string, before: string | undefined): readonly string[] {
  const title = titles.get(before ?? '');
  const names = byKey.get(key) ?? [];
  if (title !== undefined) return names.filter((name) => name.startsWith(title));
  if (data.ordinary.includes(key)) return [];
  const isPlace = before === undefined || data.leads.includes(before);
  return isPlace || !data.doubtful.includes(key) ? names : [];
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/\P{L}+/gu, '');
}
