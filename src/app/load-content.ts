import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { BotContent, Contact } from '../domain/content/bot-content.ts';
import { namedStates, startedFlows } from '../domain/content/flow-names.ts';
import { lessonsSchema } from '../domain/subscriptions/lesson.ts';
import { checkVoterEntries, voterKnowledgeSchema } from '../domain/voters/voter-answer.ts';
import { checkFlows, type Finding } from '../engine/check.ts';
import { checkEnds, checkSaves } from '../engine/check-ends.ts';
import { type Flow, type Flows, flowSchema } from '../engine/flow.ts';
import { checkWords } from '../i18n/check-words.ts';
import { type Locale, type Locales, localeSchema } from '../i18n/locale.ts';
import { actionsByName } from '../services/actions/registry.ts';
import { tipCalls } from '../services/actions/save-answer.ts';
import * as learning from '../understanding/understanding.ts';
import { digestOf, keepMade } from './keep-made.ts';
import { needsOf } from './required-words.ts';
import texts from './start-texts.json' with { type: 'json' };
import { Failure } from './user-error.ts';

export interface ContentFolders {
  flows: string;
  locales: string;
  dataFolder?: string;
}

/** What is read, before anything is learned from it. */
type Content = Omit<BotContent, 'understanding'> & { examples: learning.Examples };

/** The code that reads, checks and learns. */
const CODE = ['app', 'domain', 'engine', 'i18n', 'matching', 'services/actions', 'understanding'];

/** Reads and checks flows and locales, unless they were found sound before; throws with the list of what is to be mended. */
export function loadContent(folders: ContentFolders): BotContent {
  checkFolders(folders);
  const { flows, locales, dataFolder } = folders;
  const keep = (text: string, made: readonly string[]) => {
    const code = CODE.map((room) => join(import.meta.dirname, '..', room));
    return keepMade(dataFolder, () => digestOf(process.version + text, [...made, ...code]));
  };
  const read = () => soundContent(folders);
  // A process without a data folder, such as a test, leaves none of its flows behind.
  const isKept = dataFolder !== undefined;
  const { examples, ...content } = isKept ? keep('', [flows, locales])('content', read) : read();
  const handlers = new Map<string, string>();
  for (const { name, intents } of content.flows.values()) {
    for (const intent of intents.keys()) handlers.set(intent, name);
  }
  const understanding = learning.createUnderstanding(examples, {
    groupOf: (intent) => handlers.get(intent),
    keep: keep(digestOf(JSON.stringify(examples), []), []), // not the text itself, of two megabytes
  });
  return { ...content, understanding };
}

function soundContent(folders: ContentFolders): Content {
  const { script, findings } = inspectContent(folders);
  if (findings.length === 0) return script;
  const lines = findings.map(({ file, state, message }) =>
    state === undefined ? `  ${file}: ${message}` : `  ${file}: ${state} ${message}`,
  );
  throw new Error(`the flows or words need mending:\n${lines.join('\n')}`);
}

/** Reads and checks flows and locales, as far as they can be read, and lists everything that has to be mended in them. */
export function inspectContent(folders: ContentFolders) {
  checkFolders(folders);
  const findings: Finding[] = [];
  const flows: Flows = readAll(folders.flows, { schema: flowSchema, what: 'flow' }, findings);
  const language = { schema: localeSchema, what: 'language' };
  const locales: Locales = readAll(folders.locales, language, findings);
  const book = readYaml(join(folders.locales, CONTACTS), contactsSchema, findings);
  const contacts = new Map<string, Contact>(Object.entries(book ?? {}));
  const voters = readVoters(join(folders.locales, VOTERS), contacts, findings);
  const lessons = readYaml(join(folders.locales, LESSONS), lessonsSchema, findings)?.lessons ?? [];
  const examples = {
    concepts: readYaml(join(folders.locales, CONCEPTS), learning.conceptsSchema, findings) ?? {},
    intents: readExamples(join(folders.locales, 'intents'), learning.intentSchema, findings),
    dangers: readExamples(join(folders.locales, 'dangers'), learning.dangerSchema, findings),
  };
  const script: Content = { flows, locales, contacts, voters, lessons, examples };
  if (findings.length > 0) return { script, findings };
  const commands = [...locales.values()].flatMap((locale) => [...locale.commands.keys()]);
  findings.push(
    ...checkFlows(flows, {
      actions: actionsByName,
      entries: [...startedFlows, ...commands],
      intents: learning.intentsOf(examples),
      named: namedStates,
    }),
  );
  if (findings.length === 0) findings.push(...checkEnds(flows), ...checkSaves(flows, tipCalls));
  findings.push(...checkWords(locales, needsOf(flows)));
  return { script, findings };
}

function checkFolders(folders: ContentFolders): void {
  for (const name of ['flows', 'locales'] as const) {
    const folder = folders[name];
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) continue;
    const variable = `POSKO_${name.toUpperCase()}`;
    throw new Failure(
      `${folder} is no folder; correct ${variable}, or remove it to use Posko's own`,
    );
  }
}

const CONTACTS = 'contacts.yaml';
const VOTERS = 'voter-answers.yaml';
const LESSONS = 'lessons.yaml';
const CONCEPTS = 'concepts.yaml';
const NO_LOCALES: ReadonlySet<string> = new Set([CONTACTS, VOTERS, LESSONS, CONCEPTS]);

const contactsSchema = z.record(
  z.string(),
  z.strictObject({
    name: z.string(),
    text: z.record(z.string(), z.string()),
    verified: z.iso.date().optional(),
    source: z.string().optional(),
  }),
);

/** Reads every file of a folder; each has to be called as what it holds. */
function readAll<T extends Flow | Locale>(
  folder: string,
  { schema, what }: { schema: z.ZodType<T>; what: string },
  findings: Finding[],
): Map<string, T> {
  const files = readdirSync(folder).filter(
    (name) => name.endsWith('.yaml') && !NO_LOCALES.has(name),
  );
  const all = new Map<string, T>();
  for (const file of files.sort()) {
    const read = readYaml(join(folder, file), schema, findings);
    if (read === undefined) continue;
    const name = 'language' in read ? read.language : read.name;
    if (file === `${name}.yaml`) all.set(name, read);
    else {
      const message = `holds the ${what} ${name}, so it must be called ${name}.yaml`;
      findings.push({ file: `${basename(folder)}/${file}`, message });
    }
  }
  return all;
}

function readExamples<T>(folder: string, schema: z.ZodType<T>, findings: Finding[]): T[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.sort().flatMap((file) => readYaml(join(folder, file), schema, findings) ?? []);
}

function readVoters(path: string, contacts: BotContent['contacts'], findings: Finding[]) {
  const knowledge = readYaml(path, voterKnowledgeSchema, findings);
  if (!knowledge) return { entries: [], elsewhere: [] };
  const file = `${basename(join(path, '..'))}/${VOTERS}`;
  const messages = checkVoterEntries(knowledge.entries, new Set(contacts.keys()));
  findings.push(...messages.map((message) => ({ file, message })));
  return knowledge;
}

function readYaml<T>(path: string, schema: z.ZodType<T>, findings: Finding[]): T | undefined {
  const file = `${basename(join(path, '..'))}/${basename(path)}`;
  try {
    const yaml: unknown = load(readFileSync(path, 'utf8'));
    const read = schema.safeParse(yaml, { reportInput: true });
    if (read.success) return read.data;
    findings.push(...read.error.issues.map((issue) => toFinding(file, issue)));
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
    findings.push({ file, message: `cannot be read: ${message}` });
  }
  return undefined;
}

function toFinding(file: string, issue: z.core.$ZodIssue): Finding {
  const [head, state, ...rest] = issue.path.map(String);
  if (head === 'states' && state !== undefined) {
    const within = rest.length > 0 ? `"${rest.join('.')}" ` : '';
    return { file, state, message: within + plainly(issue) };
  }
  const place = head && `"${issue.path.join('.')}"`;
  return { file, message: [place, plainly(issue)].filter(Boolean).join(' ') };
}

/** What a YAML author calls the kinds of value. */
const KINDS: Readonly<Record<string, string>> = texts.kinds;

/** A schema's complaint in an author's words. */
function plainly(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `has ${issue.keys.map((key) => `"${key}"`).join(', ')}, which means nothing here`;
  }
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code === 'invalid_union') return 'must be text';
  if (issue.code !== 'invalid_type') return issue.message;
  if (issue.input === undefined && issue.path.length > 0) return 'is missing';
  return `must be ${KINDS[issue.expected] ?? issue.expected}`;
}
