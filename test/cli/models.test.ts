import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findDamage, installModel } from '../../src/app/models/install-model.ts';
import { type KnownModel, knownModels } from '../../src/app/models/known-models.ts';
import { aModelFolder } from '../embedder/model-folder.ts';
import { aFolder } from '../support/builders.ts';
import { openLoopbackSite, type Page } from '../support/loopback-site.ts';
import { posko } from '../support/posko.ts';

const WORDS = Buffer.from('sepatah dua patah kata\n'.repeat(5000));
const SHA256 = createHash('sha256').update(WORDS).digest('hex');
const HALF = 50_000;

/** A model of one file. */
function aModel(file: Partial<KnownModel['files'][number]> = {}): KnownModel {
  return {
    kind: 'embedder',
    about: 'words',
    licence: 'MIT',
    address: 'https://models.example/words/resolve/1/',
    settings: { maxTokens: 16 },
    files: [
      { name: 'model.onnx', path: 'onnx/a.onnx', bytes: WORDS.length, sha256: SHA256, ...file },
    ],
  };
}

/** Serves a file as servers do that can begin in the middle, from the byte that is asked for. */
const ranged: Page = (response, { range }) => {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  const part = `bytes ${from}-${WORDS.length - 1}/${WORDS.length}`;
  response.writeHead(from > 0 ? 206 : 200, from > 0 ? { 'content-range': part } : {});
  response.end(WORDS.subarray(from));
};

/** Breaks off in the middle, after a while in which what was sent can arrive. */
const cutOff: Page = (response) => {
  response.writeHead(200, { 'content-length': WORDS.length });
  response.write(WORDS.subarray(0, HALF));
  setTimeout(() => response.destroy(), 300);
};

async function aServer(page: Page) {
  const site = await openLoopbackSite({ '/mirror/words/resolve/1/onnx/a.onnx': page });
  const folder = join(aFolder(), 'models', 'words');
  const shown: number[] = [];
  const install = (model = aModel(), more: Partial<Parameters<typeof installModel>[1]> = {}) =>
    installModel(model, {
      folder,
      mirror: new URL(`${site.url}/mirror/`),
      begin: () => (bytes) => shown.push(bytes),
      ...more,
    });
  return { site, folder, shown, install, serve: (next: Page) => replace(site.pages, next) };
}

function replace(pages: Record<string, Page>, page: Page): void {
  for (const path of Object.keys(pages)) pages[path] = page;
}

test('a model is fetched whole, with its settings and sums, and damage to it is found', async () => {
  const { folder, shown, install } = await aServer(ranged);
  await install();
  expect(readFileSync(join(folder, 'model.onnx'))).toEqual(WORDS);
  expect(readFileSync(join(folder, 'posko.json'), 'utf8')).toBe('{"maxTokens":16}\n');
  expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toBe(`${SHA256}  model.onnx\n`);
  expect(shown.at(-1)).toBe(WORDS.length);
  expect(existsSync(`${folder}.part`)).toBe(false);
  expect(await findDamage(aModel(), folder)).toEqual([]);
  writeFileSync(join(folder, 'model.onnx'), 'other');
  expect(await findDamage(aModel(), folder)).toEqual(['model.onnx']);
  await install();
  expect(await findDamage(aModel(), folder)).toEqual([]);
});

test('what was cut off is continued where it ended', async () => {
  const { site, folder, install, serve } = await aServer(cutOff);
  await expect(install()).rejects.toThrow('broke off; run the command again to continue');
  expect(existsSync(folder)).toBe(false);
  serve(ranged);
  await install();
  expect(site.asked.map(({ headers }) => headers.range)).toEqual([undefined, `bytes=${HALF}-`]);
  expect(readFileSync(join(folder, 'model.onnx'))).toEqual(WORDS);
});

test('a server that cannot begin in the middle sends everything again', async () => {
  const { site, folder, install, serve } = await aServer(cutOff);
  await expect(install()).rejects.toThrow('broke off');
  serve({ body: WORDS.toString() });
  await install();
  expect(site.asked[1]?.headers.range).toBe(`bytes=${HALF}-`);
  expect(readFileSync(join(folder, 'model.onnx'))).toEqual(WORDS);
});

test('a file that is there already, but for its place, is not asked for again', async () => {
  const { site, folder, install } = await aServer(ranged);
  const second = { name: 'tokenizer.json', path: 'none', bytes: 5, sha256: SHA256 };
  const model = { ...aModel(), files: [...aModel().files, second] };
  for (let twice = 0; twice < 2; twice += 1) {
    await expect(install(model)).rejects.toThrow(/^127.0.0.1:\d+ answers 404 for .*\/none$/);
  }
  expect(site.asked.map(({ path }) => path.split('/').at(-1))).toEqual(['a.onnx', 'none', 'none']);
  expect(existsSync(folder)).toBe(false);
});

describe('nothing is installed', () => {
  test.each<[string, Page, Partial<KnownModel['files'][number]>, string]>([
    ['that has another SHA-256', ranged, { sha256: '0'.repeat(64) }, 'instead of 0000'],
    ['that is not there', { body: '', status: 404 }, {}, 'answers 404 for /mirror/words'],
    ['that is too large', ranged, { bytes: 1000 }, 'is larger than it should be'],
    ['that ends too soon', { body: 'kata' }, {}, `only 4 of ${WORDS.length} bytes came`],
    ['for which the disk has no room', ranged, { bytes: 2 ** 52 }, 'MiB are needed in'],
  ])('%s', async (_, page, file, message) => {
    const { folder, install } = await aServer(page);
    await expect(install(aModel(file))).rejects.toThrow(message);
    expect(existsSync(folder)).toBe(false);
  });
});

test('a whole file that an earlier attempt left is not taken on trust', async () => {
  const { site, folder, install } = await aServer(ranged);
  mkdirSync(`${folder}.part`, { recursive: true });
  writeFileSync(join(`${folder}.part`, 'model.onnx'), Buffer.alloc(WORDS.length));
  await expect(install()).rejects.toThrow('model.onnx is not what was published');
  expect(existsSync(folder)).toBe(false);
  expect(site.asked).toEqual([]);
  await install();
  expect(await findDamage(aModel(), folder)).toEqual([]);
});

test('a file of another kind than before is fetched from the beginning', async () => {
  const { folder, install, serve } = await aServer(cutOff);
  await expect(install()).rejects.toThrow('broke off');
  serve((response) => response.writeHead(416).end());
  await expect(install()).rejects.toThrow('answers 416');
  expect(readdirSync(`${folder}.part`)).toEqual([]);
});

test('redirects are followed', async () => {
  const { site, folder, install } = await aServer({
    body: '',
    status: 302,
    headers: { location: '/elsewhere' },
  });
  site.pages['/elsewhere'] = ranged;
  await install();
  expect(await findDamage(aModel(), folder)).toEqual([]);
});

test('every model is bound to one commit', () => {
  for (const { address } of knownModels.values()) {
    expect(address).toMatch(/\/resolve\/[0-9a-f]{40}\/$/);
  }
});

describe('on the command line', () => {
  const NAME = 'multilingual-e5-small';
  const at = knownModels.get(NAME)?.address.replace(/^https:\/\/[^/]+/, '');

  test('a mirror that gives something else is refused, and what is there is listed and checked', async () => {
    const site = await openLoopbackSite({ [`${at}onnx/model_quantized.onnx`]: 'kata' });
    const data = aFolder();
    const run = (...words: string[]) => posko(['models', ...words, '--data', data]);
    expect((await run('check')).stderr).toContain('no model is there');
    const fetched = await run('fetch', NAME, '--from', site.url);
    expect(fetched.stderr).toContain('model.onnx: only 4 of 118308185 bytes came');
    expect((await run('list')).stdout).toContain(`posko models fetch ${NAME}`);
    const folder = join(data, 'models', NAME);
    cpSync(aModelFolder(), folder, { recursive: true });
    writeFileSync(join(folder, 'SHA256SUMS'), '');
    expect((await run('list')).stdout).toContain(`POSKO_EMBEDDER=${folder}`);
    const checked = await run('check', NAME);
    expect(checked).toMatchObject({ code: 1 });
    expect(checked.stderr).toContain(`${NAME}: model.onnx, tokenizer.json`);
  });

  test.each([
    [['fetch', 'none'], 'none is no model that is known'],
    [['fetch', NAME, '--from', 'ftp://a.id'], '--from takes an address'],
  ])('%j is refused', async (words, message) => {
    const ran = await posko(['models', ...words, '--data', aFolder()]);
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.stderr).toContain(message);
  });
});
