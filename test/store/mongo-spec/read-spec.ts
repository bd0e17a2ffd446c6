import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, EJSON } from 'bson';
import beyond from './beyond.json' with { type: 'json' };

/** One test of MongoDB's unified format, with what its file prepares. */
export interface SpecCase {
  name: string;
  entities: Document[];
  initialData: Document[];
  operations: Document[];
  outcome: Document[];
  /** Why it is not for the stand-in; undefined where it has to pass. */
  beyond: string | undefined;
}

/** The server whose behaviour is asked for: the version that the stand-in says it is. */
const VERSION = [8, 0, 0];

/** Reads every test of the folders of MongoDB's specifications. */
export function readSpecs(folder: string): SpecCase[] {
  return Object.keys(beyond.folders).flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        const file: Document = EJSON.parse(readFileSync(join(folder, part, name), 'utf8'));
        return (file.tests as Document[]).map((test) => toCase(`${part}/${name}`, file, test));
      }),
  );
}

function toCase(path: string, file: Document, test: Document): SpecCase {
  const needs = [...(file.runOnRequirements ?? []), ...(test.runOnRequirements ?? [])];
  const isOurs = needs.length === 0 || [file, test].every((each) => fits(each.runOnRequirements));
  return {
    name: `${path}: ${test.description}`,
    entities: file.createEntities ?? [],
    initialData: file.initialData ?? [],
    operations: test.operations,
    outcome: test.outcome ?? [],
    beyond: isOurs ? reasonOf(path, file, test) : 'for another server',
  };
}

function fits(requirements: Document[] | undefined): boolean {
  return !requirements || requirements.some(fitsOne);
}

function fitsOne({ minServerVersion, maxServerVersion, topologies, ...others }: Document): boolean {
  if (minServerVersion && isLess(VERSION, minServerVersion)) return false;
  if (maxServerVersion && isLess(maxServerVersion.split('.').map(Number), VERSION.join('.'))) {
    return false;
  }
  const isHere = !topologies || topologies.includes('replicaset');
  return isHere && Object.keys(others).every((name) => name === 'serverless' || name === 'auth');
}

function isLess(a: readonly number[], b: string): boolean {
  const parts = b.split('.').map(Number);
  const at = parts.findIndex((part, n) => part !== (a[n] ?? 0));
  return at >= 0 && (a[at] ?? 0) < (parts[at] ?? 0);
}

interface Feature {
  file?: string;
  words: string;
  why: string;
}

/** The first thing in a test that the store does not use, so that the stand-in does without it. */
function reasonOf(path: string, file: Document, test: Document): string | undefined {
  if (test.skipReason) return 'left out by its publisher';
  const text = JSON.stringify([file.createEntities, test.operations]);
  const found = (beyond.features as Feature[]).find(({ file: of, words }) => {
    return (of === undefined || new RegExp(of).test(path)) && new RegExp(words).test(text);
  });
  return found?.why;
}
