import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { parse } from 'espree';
import { expect, test } from 'vitest';

/** The rooms that make what citizens read; a sentence there is thrown, logged or said, and nothing else. */
const ROOMS =
  'src/services/{actions,conversation,fact-checks,media,messaging,privacy,reports,responses,subscriptions,voters}/*.ts';
/** Functions whose words are for operators. */
const NOT_SAID: ReadonlySet<string> = new Set(['warn']);

/** Files in Indonesian alone that hold such words today: each is a file or a picture, no message, or nothing for citizens. */
const KNOWN: Readonly<Record<string, string>> = {
  'fact-checks/card-cache.ts': 'why there is no card, for the log',
  'fact-checks/claim-review.ts': 'names of ratings, for search engines',
  'fact-checks/submit-import.ts': 'refusals for the operator who imports',
  'fact-checks/own-card.ts': 'what is read on a card of our own',
  'fact-checks/card.ts': 'the words on the card',
  'privacy/export-own-data.ts': 'names and words of the copy of own data',
  'reports/report-document.ts': 'names and words of the report as JSON',
  'voters/topic-finder.ts': 'what a short form in a question stands for, to find its topic',
};

const files = globSync(ROOMS).sort();

test('every room that makes what citizens read has files', () => {
  const rooms = new Set(files.map((path) => path.split('/')[2]));
  expect(rooms.size).toBe(10);
});

test.each(files)('%s has no words for citizens outside the locales', (path) => {
  const found = sentencesIn(readFileSync(path, 'utf8'));
  const isKnown = Object.hasOwn(KNOWN, path.replace('src/services/', ''));
  if (isKnown) expect(found).not.toEqual([]);
  else expect(found).toEqual([]);
});

test('a sentence is found in every place that it can be said from, and only there', () => {
  const source = `
    import { words } from './a file of many words.ts';
    // a comment of many words
    export const told: Call<'told'> = ({ turn }: Given) => {
      if (!turn) throw new Error('there is no turn');
      tipline.warn('this turn has failed');
      turn.sayings.push({ key: 'tip.kept', values: { note: 'Mohon tunggu sebentar' } });
      return { outcome: 'told', values: { text: \`Halo \${name}, apa kabar?\`, kind: 'not-this' } };
    };
    const answers = { yes: 'Baik.', no: "Tidak", jv: 'ꦲꦤ ꦕꦫꦏ' };`;
  expect(sentencesIn(source)).toEqual([
    'Mohon tunggu sebentar',
    'Halo ',
    ', apa kabar?',
    'Baik.',
    'Tidak',
    'ꦲꦤ ꦕꦫꦏ',
  ]);
});

/** String literals, and pieces of templates, that read as words and not as a name in the code. */
function sentencesIn(source: string): string[] {
  const program = parse(stripTypeScriptTypes(source), {
    ecmaVersion: 'latest',
    sourceType: 'module',
  });
  return textsIn(program).filter((text) => TWO_WORDS.test(text) || ONE_WORD.test(text));
}

const TWO_WORDS = /[\p{L}\p{M}]{2,}[,.:;!?]?\s+[\p{L}\p{M}]{2,}/u;
/** "Baik." and "Tidak" begin with a capital, "ya!" and "ya?" end as a sentence does; keys and names do neither. */
const ONE_WORD = /^\s*\p{Lu}\p{Ll}+[\s,.:!?]*$|^\s*\p{L}{2,}[!?]+\s*$/u;

function textsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (!isNode(node) || node.type === 'ThrowStatement' || node.type === 'ImportDeclaration') {
    return [];
  }
  if (node.type === 'CallExpression' && NOT_SAID.has(calleeOf(node))) return [];
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateElement') return [(node.value as { cooked: string }).cooked]; // ESTree
  return Object.values(node).flatMap(textsIn);
}

function calleeOf({ callee }: Node): string {
  const { name, property } = callee as { name?: string; property?: { name?: string } }; // ESTree
  return name ?? property?.name ?? '';
}

interface Node {
  type: string;
  [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
