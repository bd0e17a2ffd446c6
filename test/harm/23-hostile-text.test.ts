import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { maskNames, maskOwnNames } from '../../src/domain/text/mask-names.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { aPost } from '../support/builders.ts';
import { MASTER_KEY } from '../support/stage.ts';
import { exempt } from './hostile/exempt.ts';
import { growthOf } from './hostile/growth.ts';
import { type Read, readers } from './hostile/readers.ts';
import { hostileTexts } from './hostile/texts.ts';

test.each([...readers.keys()])(
  '%s takes no more than its share of time for a hostile text',
  async (name) => {
    const read = await open(name);
    const run = readers.get(name);
    expect(await slowOf((text) => run?.(read, text))).toEqual([]);
  },
);

test('a hostile text is matched in no more than its share of time', async () => {
  const matcher = createMatcher([], { truthOf, retells: true });
  for (const sample of loadSamples()) matcher.put(sample);
  expect(await slowOf((text) => matcher.match({ text }))).toEqual([]);
  const seen = (text: string) => ({ source: 'picture' as const, text, unsure: [text] });
  expect(await slowOf((text) => matcher.match({ text: '', read: [seen(text)] }))).toEqual([]);
}, 120_000);

test('a whole turn takes no more than its share of time, forwarded or typed', async () => {
  const store = await openMemoryStore(loadSamples(), MASTER_KEY);
  const post = await aPost(store);
  let citizens = 0;
  const write = (forwarded: boolean) => async (text: string) => {
    citizens += 1;
    await post.write(`w${citizens}`, text, { forwarded });
  };
  expect(await slowOf(write(true))).toEqual([]);
  expect(await slowOf(write(false))).toEqual([]);
  expect(post.errors).toEqual([]);
  await post.close();
}, 240_000);

test.each(['iti', '-Siti', "'a"])(
  'a name that goes on with %s throws nothing, and names are masked before it',
  (more) => {
    const name = `S${more.repeat(20_000)}`;
    expect(() => maskOwnNames(`Nama saya ${name}`)).not.toThrow();
    expect(maskNames(`Siti ${name}`, [`Siti ${name}`, name])).toMatch(/^\[nama\]/);
  },
);

test('every function that reads what comes from outside is run against hostile texts, or says why not', () => {
  const found = globSync('src/**/*.ts')
    .filter((file) => !file.endsWith('.d.ts'))
    .flatMap(takersIn);
  const unknown = found.filter((name) => !readers.has(name) && !isExempt(name));
  expect(unknown.toSorted()).toEqual([]);
});

test('every exemption is of a file that is there', () => {
  const files = Object.values(exempt).flat();
  expect(files.filter((name) => !existsSync(`src/${name.split(' ')[0]}`))).toEqual([]);
});

/** The families of texts for which work grows faster than the text, and how much. */
async function slowOf(run: (text: string) => unknown): Promise<string[]> {
  const slow: string[] = [];
  for (const [family, make] of Object.entries(hostileTexts)) {
    const growth = await growthOf(run, make);
    if (growth !== undefined) slow.push(`${family}: ${growth.toFixed(1)} times`);
    if (slow.length > 2) break;
  }
  return slow;
}

async function open(name: string): Promise<Read> {
  const [file = '', exported = ''] = name.split(' ');
  const module: Record<string, unknown> = await import(`../../src/${file}`);
  const read = module[exported];
  if (typeof read !== 'function') throw new Error(`${file} has no function ${exported}`);
  return read as Read;
}

/** A file may be exempt, or one function of it. */
function isExempt(name: string): boolean {
  const [file = ''] = name.split(' ');
  const listed = Object.values(exempt).flat();
  return listed.includes(name) || listed.includes(file);
}

const FUNCTION = /^export (?:async )?function\*? (\w+)(?:<[^(]*>)?\(([\s\S]*?)\)(?:: [^{]*|) \{$/gm;
/** Rooms in which whatever is a string or unknown came from outside. */
const READING_ROOMS =
  /^(?:i18n|matching|domain|triage|imports|channels|media|http|notify|crypto)\//;
const OF_ANYTHING = /\bstring\b|\bunknown\b|\bUint8Array\b|\bBuffer\b/;
/** Elsewhere, what is called a text and the like. */
const OF_TEXT =
  /\b(?:text|query|slug|title|link|token|words|word|code|label|page|line|said|body|sentence)\??: (?:readonly )?(?:string|unknown)/;

function takersIn(path: string): string[] {
  const file = path.slice('src/'.length);
  const wanted = READING_ROOMS.test(file) ? OF_ANYTHING : OF_TEXT;
  const declared = readFileSync(path, 'utf8').matchAll(FUNCTION);
  return [...declared].flatMap(([, name, given = '']) =>
    wanted.test(given) ? [`${file} ${name}`] : [],
  );
}
