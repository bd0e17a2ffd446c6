import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { ContentFolders } from '../../src/app/load-content.ts';
import { needsOf } from '../../src/app/required-words.ts';
import { namedStates, startedFlows } from '../../src/domain/content/flow-names.ts';

/** What a test puts into the tiny library: whole files (null: none), or more Indonesian words. */
export interface Change {
  files?: Readonly<Record<string, string | null>> | undefined;
  words?: { choices?: object; say?: object; commands?: object; saved?: object } | undefined;
}

const TIP = `
flow: tip
start: consent
states:
  consent:
    say: tip.consent
    ask: { yes: kept, no: end }
    else: end
    after: { 1d: end }
  kept: { say: tip.kept, go: end }
`;

/** Writes the smallest sound library with one change into a folder that is removed afterwards. */
export function withLibrary<T>(change: Change, use: (folders: ContentFolders) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'posko-library-'));
  try {
    const files = { ...baseFiles(change.words), ...change.files };
    for (const [path, written] of Object.entries(files)) {
      if (written === null) continue;
      const text = isOtherLanguage(path) ? withCore(written) : written;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return use({ flows: join(root, 'flows'), locales: join(root, 'locales') });
  } finally {
    rmSync(root, { recursive: true });
  }
}

function baseFiles(words: Change['words']): Record<string, string | null> {
  const others = ['menu', ...startedFlows].filter((name) => name !== 'tip');
  const { ownKeys, ownChoices } = needsOf(new Map());
  const own = [...ownKeys].map((key) => [key, 'Baik.']);
  const named = ownChoices.map((choice) => [choice, [choice]]);
  const said = { hello: 'Halo.', 'tip.consent': 'Boleh?', 'tip.kept': 'Disimpan.' };
  const choices: object = {
    ...Object.fromEntries(named),
    yes: ['Ya'],
    no: ['Tidak'],
    ...words?.choices,
  };
  const indonesian = {
    language: 'id',
    name: 'Bahasa Indonesia',
    choices: withoutNull(choices),
    commands: { ...words?.commands },
    saved: { ...words?.saved },
    say: { ...Object.fromEntries(own), ...said, ...words?.say },
  };
  return {
    'flows/tip.yaml': TIP,
    ...Object.fromEntries(others.map((name) => [`flows/${name}.yaml`, sayHello(name)])),
    ...namedFlows(),
    'locales/id.yaml': stringify(indonesian),
    'locales/contacts.yaml': '{}',
    'locales/concepts.yaml': '{}',
    'locales/intents/other.yaml': 'intent: other\nexamples: [Rapatnya jam dua]\n',
    'locales/dangers/none.yaml': 'danger: none\nexamples: [Rapatnya jam dua]\n',
    'locales/voter-answers.yaml': 'entries: []',
    'locales/lessons.yaml': readFileSync('locales/lessons.yaml', 'utf8'),
  };
}

/** A language besides Indonesian has what no language goes without, but for what the test sets to null. */
function withCore(text: string): string {
  const { choices, say, ...locale } = parse(text) as Record<string, object>;
  const own = [...needsOf(new Map()).core.keys].map((key) => [key, 'Sae.']);
  const said = { hello: 'Halo.', 'tip.consent': 'Kenging?', 'tip.kept': 'Disimpen.' };
  return stringify({
    ...locale,
    choices: withoutNull({ yes: ['Muhun'], no: ['Henteu'], ...choices }),
    say: withoutNull({ ...Object.fromEntries(own), ...said, ...say }),
  });
}

function isOtherLanguage(path: string): boolean {
  return /^locales\/(?!id\.)[a-z]{2}\.yaml$/.test(path);
}

function withoutNull(words: object): object {
  return Object.fromEntries(Object.entries(words).filter(([, word]) => word !== null));
}

/** The flows that Posko looks for, each leading to the next one. */
function namedFlows(): Record<string, string> {
  const named = Object.entries(namedStates);
  const flows = named.map(([flow, [state = 'hello', ...later]], at) => {
    const [next] = named[at + 1] ?? [];
    const end = next === undefined ? 'end' : `'@${next}'`;
    return [`flows/${flow}.yaml`, sayHello(flow, [state, ...later], end)];
  });
  return Object.fromEntries(flows);
}

/** A flow that says hello in each of its states and is over, or goes on to another one. */
export function sayHello(name: string, states = ['hello'], end = 'end'): string {
  const said = states.map(
    (state, at) => `  ${state}: { say: hello, go: ${states[at + 1] ?? end} }\n`,
  );
  return `flow: ${name}\nstart: ${states[0]}\nstates:\n${said.join('')}`;
}
