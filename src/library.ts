import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkFlows, type Finding } from './engine/check.ts';
import { checkEnds } from './engine/check-ends.ts';
import { type Flows, flowSchema } from './engine/flow.ts';
import { callOutcomes, entryFlows } from './tipline/calls/calls.ts';
import { needsOf } from './tipline/needs.ts';
import type { Contact, Script } from './tipline/script.ts';
import { checkWords } from './words/check-words.ts';
import { type Locales, localeSchema } from './words/locale.ts';

/** Where the flows and the words lie. */
export interface LibraryFolders {
  flows: string;
  locales: string;
}

/** The script as far as it could be read, and everything that has to be mended in it. */
export interface LibraryReport {
  script: Script;
  findings: readonly Finding[];
}

/** Reads and checks flows and locales; throws with the whole list where anything is to be mended. */
export function loadLibrary(folders: LibraryFolders): Script {
  const { script, findings } = inspectLibrary(folders);
  if (findings.length === 0) return script;
  const lines = findings.map(({ file, state, message }) =>
    state === undefined ? `  ${file}: ${message}` : `  ${file}: ${state} ${message}`,
  );
  throw new Error(`the flows or words need mending:\n${lines.join('\n')}`);
}

/** Reads and checks flows and locales, and lists every finding. */
export function inspectLibrary(folders: LibraryFolders): LibraryReport {
  const findings: Finding[] = [];
  const flows: Flows = new Map(
    readAll(folders.flows, flowSchema, findings).map((flow) => [flow.name, flow]),
  );
  const locales: Locales = new Map(
    readAll(folders.locales, localeSchema, findings).map((locale) => [locale.language, locale]),
  );
  const contacts = readContacts(join(folders.locales, CONTACTS), findings);
  const script = { flows, locales, contacts };
  if (findings.length > 0) return { script, findings };
  const commands = [...(locales.get('id')?.commands.keys() ?? [])];
  const surroundings = { calls: callOutcomes, entries: [...entryFlows, ...commands] };
  const flowFindings = checkFlows(flows, surroundings);
  const endFindings = flowFindings.length === 0 ? checkEnds(flows) : [];
  return {
    script,
    findings: [...flowFindings, ...endFindings, ...checkWords(locales, needsOf(flows))],
  };
}

const CONTACTS = 'contacts.yaml';

const contactsSchema = z.record(
  z.string(),
  z.strictObject({
    name: z.string(),
    text: z.record(z.string(), z.string()),
    verified: z.iso.date().optional(),
    source: z.string().optional(),
  }),
);

function readAll<T>(folder: string, schema: z.ZodType<T>, findings: Finding[]): T[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== CONTACTS);
  return names.sort().flatMap((name) => {
    const read = readYaml(join(folder, name), schema, findings);
    return read === undefined ? [] : [read];
  });
}

function readContacts(path: string, findings: Finding[]): ReadonlyMap<string, Contact> {
  return new Map(Object.entries(readYaml(path, contactsSchema, findings) ?? {}));
}

function readYaml<T>(path: string, schema: z.ZodType<T>, findings: Finding[]): T | undefined {
  const file = `${basename(join(path, '..'))}/${basename(path)}`;
  try {
    const read = schema.safeParse(parse(readFileSync(path, 'utf8'), { schema: 'core' }));
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
  return {
    file,
    message: [head && `"${issue.path.join('.')}"`, plainly(issue)].filter(Boolean).join(' '),
  };
}

/** A schema's complaint in an author's words. */
function plainly(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `has ${issue.keys.map((key) => `"${key}"`).join(', ')}, which means nothing here`;
  }
  if (issue.code === 'invalid_type') return `must be ${issue.expected}`;
  return issue.message;
}
