import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** One import of a file of `src`: of another file there, or of a package. */
export interface Edge {
  from: string;
  to: string;
  /** What is imported, as it stands there. */
  statement: string;
}

const PURE = ['domain', 'understanding', 'triage', 'matching', 'engine', 'i18n'];

/** What each room may import besides itself; what is not listed is forbidden. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  i18n: [],
  matching: [],
  http: [],
  domain: ['domain', 'engine', 'i18n'],
  triage: ['matching', 'domain', 'i18n'],
  understanding: ['triage', 'matching', 'i18n'],
  /** What the bot knows includes what it understands. */
  'domain/content': ['domain', 'understanding', 'engine', 'i18n'],
  ports: PURE,
  jobs: ['ports'],
  crypto: ['ports'],
  identity: ['ports'],
  metrics: ['ports', 'http'],
  store: ['ports', 'domain', 'engine'],
  media: ['ports', 'domain', 'matching'],
  embedder: ['ports', 'domain', 'matching'],
  imports: ['ports', 'domain', 'http'],
  notify: ['ports', 'domain', 'http'],
  rendering: ['ports', 'domain', 'i18n'],
  channels: ['services/messaging', 'ports', 'domain', 'http'],
  'ui-text': ['services', 'matching', 'domain', 'i18n'],
  'web/shared': ['ui-text', 'services', 'domain', 'i18n'],
  'web/desk': ['web/shared', 'ui-text', 'services', 'ports', ...PURE],
  'web/public': ['web/shared', 'ui-text', 'services', 'ports', ...PURE],
  'web/partner-api': ['web/shared', 'ui-text', 'services', 'ports', 'http', ...PURE],
  terminal: ['ui-text', 'services', 'ports', ...PURE],
  config: ['domain', 'http', 'i18n', 'channels', 'media'],
};

/** The folders of `services` from the ground floor up: each imports those below it, never one of its own floor. */
const FLOORS = [
  ['responses', 'accounts', 'media', 'settings', 'organisations', 'stats', 'jobs'],
  ['fact-checks', 'reports', 'voters'],
  ['partners'],
  ['cases'],
  ['privacy'],
  ['messaging'],
  ['duty'],
  ['subscriptions', 'transparency'],
  ['situation'],
  ['actions'],
  ['conversation'],
];

/** What pure rooms may take from packages, and of Node only what computes from what it is given. */
const PURE_PACKAGES = ['zod', 'tldts', 'natural', 'punycode', 'node:zlib'];

const IMPORT =
  /((?:import|export)\s[^;'"]*?\sfrom\s+|import\s*\(\s*|import\s+|new URL\(\s*)'([^'\n]+)'/g;

/** Every import of every file under a folder: also of types, dynamic ones, and files that are started by their address. */
export function readEdges(folder: string): Edge[] {
  return globSync(`${folder}/**/*.{ts,js}`).flatMap((file) => {
    const from = file.replaceAll('\\', '/');
    const found = readFileSync(file, 'utf8').matchAll(IMPORT);
    return [...found].flatMap(([, statement = '', name = '']) => {
      const isAddress = statement.startsWith('new URL');
      if (isAddress && !/\.[jt]s$/.test(name)) return [];
      const to = name.startsWith('.') || isAddress ? posix.join(posix.dirname(from), name) : name;
      return to === from ? [] : [{ from, to, statement: statement.trim() }];
    });
  });
}

/** The room of a file: a folder of `src`, or of `services`, `domain` and `web`. */
export function roomOf(file: string): string {
  const [, first = '', second = ''] = file.split('/');
  if (first === 'main.ts') return 'cli';
  return ['services', 'domain', 'web'].includes(first) ? `${first}/${second}` : first;
}

/** The imports that the table forbids, as `room → room: file ← file`. */
export function violationsOf(edges: readonly Edge[]): string[] {
  return edges.flatMap(({ from, to, statement }) =>
    isAllowed(from, to) ? [] : [`${roomOf(from)}: ${from} imports ${to} (${statement})`],
  );
}

function isAllowed(from: string, to: string): boolean {
  const [room, top = ''] = [roomOf(from), from.split('/')[1]];
  if (!to.startsWith('src/')) return !PURE.includes(top) || isPure(to);
  const imported = roomOf(to);
  if (room === imported || room === 'cli') return true;
  if (room === 'app') return imported !== 'cli' && imported !== 'terminal';
  if (top === 'services') return servicesMay(room, imported);
  const allowed = MAY_IMPORT[room] ?? MAY_IMPORT[top] ?? [];
  if (room === 'config' && !/^src\/(?:domain|http|i18n)\/|settings\.ts$/.test(to)) return false;
  return allowed.includes(imported) || allowed.includes(imported.split('/')[0] ?? '');
}

function servicesMay(room: string, imported: string): boolean {
  if (!imported.startsWith('services/')) {
    return ['ports', ...PURE].includes(imported.split('/')[0] ?? '');
  }
  const [own, other] = [floorOf(room), floorOf(imported)];
  return own !== -1 && other !== -1 && other < own;
}

function floorOf(room: string): number {
  return FLOORS.findIndex((names) => names.includes(room.split('/')[1] ?? ''));
}

function isPure(name: string): boolean {
  return PURE_PACKAGES.some((each) => name === each || name.startsWith(`${each}/`));
}

/** The circles of a graph: its strongly connected parts of more than one node, by Tarjan's algorithm. */
export function circlesIn(
  edges: readonly Edge[],
  ends: (edge: Edge) => readonly [string, string],
): string[][] {
  const next = new Map<string, Set<string>>();
  for (const edge of edges.filter(({ to }) => !to.includes(':'))) {
    const [from, to] = ends(edge);
    if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  const [order, lowest] = [new Map<string, number>(), new Map<string, number>()];
  const [stack, circles]: [string[], string[][]] = [[], []];
  const visit = (node: string): number => {
    order.set(node, order.size);
    lowest.set(node, order.size - 1);
    stack.push(node);
    for (const other of next.get(node) ?? []) {
      if (!order.has(other)) lowest.set(node, Math.min(lowest.get(node) ?? 0, visit(other)));
      else if (stack.includes(other)) {
        lowest.set(node, Math.min(lowest.get(node) ?? 0, order.get(other) ?? 0));
      }
    }
    if (lowest.get(node) === order.get(node)) {
      const part = stack.splice(stack.indexOf(node));
      if (part.length > 1) circles.push(part.sort());
    }
    return lowest.get(node) ?? 0;
  };
  for (const node of next.keys()) if (!order.has(node)) visit(node);
  return circles;
}
