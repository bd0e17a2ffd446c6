import { knownVariables } from './known-variables.ts';

/** A variable of the environment: whether it is set, and what holds, where that may be shown. */
export interface Variable {
  name: string;
  isSet: boolean;
  source: 'environment' | 'file' | 'default';
  /** What holds, set or not; undefined where nothing does, or where it is nobody's to read. */
  value?: string | undefined;
}

/** Every variable that Posko reads; no secret is shown, not even a part of it. */
export function describeVariables({
  given,
  read,
}: {
  given: Readonly<Record<string, string | undefined>>;
  read: Readonly<Record<string, unknown>>;
}): Variable[] {
  return [...knownVariables.values()]
    .filter(({ isRead }) => isRead)
    .map(({ name, isSecret }): Variable => {
      const isSet = (given[name] ?? '').trim() !== '';
      const set = given[`${name}_FILE`] ? 'file' : 'environment';
      const value = isSecret ? undefined : read[name];
      const source = isSet ? set : 'default';
      return { name, isSet, source, ...(value === undefined ? {} : { value: String(value) }) };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
