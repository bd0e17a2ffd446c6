import { globSync, readFileSync } from 'node:fs';
import type { Store } from '../../src/ports/store.ts';

/** What changes something in the store, by part. */
const METHODS: Readonly<Record<string, string>> = {
  turns:
    'keepMessages|keepNotice|replaceMessage|linkAddress|beginTurn|endTurn|commitTurn|takeUpAgain',
  outbox: 'begin|end|note',
  media: 'keep|noteEvidence|drop',
  factChecks: 'save|removeSamples',
  cases: 'commit',
  ledger: 'beginAnnouncement|closeAnnouncement',
  sessions: 'write|forget|lease|release',
  retention: 'erase|dropTraces|overwriteFreed',
  reviewers: 'add|save',
  logins: 'start|see|end|endAll|replaceTries|keepSetup|takeSetup|tidy',
  audit: 'append',
  documents: 'put|remove',
  figures: 'countOnce',
};

const CALLS = new RegExp(
  Object.entries(METHODS)
    .map(([part, methods]) => String.raw`\b#?${part}\.(?:${methods})\(`)
    .join('|'),
);
/** Writers of small documents, each under the name that its file gives it. */
const HOLDERS = /const (\w+) = documentsOf\(/g;
const ALIASES = /const \{([^}]*)\} =\s*(?:\w+;|documentsOf\()/g;
const SINGLE = /const (\w+) = \w+\.(?:save|edit|remove);/g;
const ALIAS = /\b(?:save|edit|remove): (\w+)/g;

/** Finds the files that write to the store by calling it; `files` are texts by path. */
export function findWriters(files: ReadonlyMap<string, string>): string[] {
  const aliases = [...files.values()].flatMap((text) =>
    text.includes('documentsOf(')
      ? [
          ...[...text.matchAll(SINGLE)].map(([, alias = '']) => alias),
          ...[...text.matchAll(ALIASES)].flatMap(([, names = '']) =>
            [...names.matchAll(ALIAS)].map(([, alias = '']) => alias),
          ),
        ]
      : [],
  );
  const byAlias = aliases.length > 0 ? new RegExp(`(?:${aliases.join('|')})\\(`) : undefined;
  const writes = (text: string) => {
    const holders = [...text.matchAll(HOLDERS)].map(([, name]) => name);
    const byHolder =
      holders.length > 0
        ? new RegExp(`\\b(?:${holders.join('|')})\\.(?:save|edit|remove)\\b`)
        : undefined;
    return CALLS.test(text) || byAlias?.test(text) || byHolder?.test(text);
  };
  return [...files].flatMap(([path, text]) => (writes(text) ? path : [])).sort();
}

/** The files of `src` whose writes the store carries out. */
export function writersOfSources(): string[] {
  const paths = globSync('src/**/*.ts').filter((path) => !/^src\/(?:store|ports)\//.test(path));
  return findWriters(new Map(paths.map((path) => [path, readFileSync(path, 'utf8')])));
}

/** Wraps a store so that the files of `src` are noted that make it write. */
export function hearWriters(store: Store, writers: Set<string>): Store {
  const heard = Object.entries(METHODS).map(([part, methods]) => {
    const names = new Set(methods.split('|'));
    const proxy = new Proxy(store[part as keyof Store], {
      // the table names parts of it
      get(target, key) {
        const found: unknown = Reflect.get(target, key);
        if (typeof found !== 'function') return found;
        if (!names.has(String(key))) return found.bind(target);
        return (...values: unknown[]) => {
          const writer = writerIn(new Error().stack ?? '');
          if (writer) writers.add(writer);
          return found.apply(target, values);
        };
      },
    });
    return [part, proxy];
  });
  return { ...store, ...Object.fromEntries(heard) };
}

/** The file nearest to the store, apart from what only passes a write on. */
function writerIn(stack: string): string | undefined {
  const files = [...stack.matchAll(/src\/[\w/-]+\.ts/g)].map(([path]) => path);
  return files.find((path) => !/^src\/(?:store|ports)\//.test(path));
}
