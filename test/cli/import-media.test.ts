import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStoreFile } from '../../src/cli/import.ts';
import type { EvidenceReader } from '../../src/domain/messages/evidence.ts';
import { MAX_FILE } from '../../src/domain/messages/message.ts';
import { aFolder } from '../support/builders.ts';

/** Sees a picture in every file that says so, with the rest as its words. */
const reader: EvidenceReader = {
  async read({ bytes }) {
    const [kind, words = ''] = Buffer.from(bytes).toString().split(': ');
    const kept = { hashes: 'AAAA' };
    const texts = [{ source: 'picture' as const, text: words }];
    return { kind: kind === 'gambar' ? 'picture' : 'other', texts, asked: {}, kept };
  },
};

/** A folder beside others, in which the import lies. */
function aLibrary() {
  const root = aFolder();
  const own = join(root, 'cek');
  for (const name of ['cek', 'cek/bukti', 'cek-rahasia']) mkdirSync(join(root, name));
  for (const name of ['cek/a.png', 'cek/bukti/b.png', 'cek-rahasia/c.png', 'd.png']) {
    writeFileSync(join(root, name), `gambar: kata di ${name}`);
  }
  writeFileSync(join(own, 'catatan.txt'), 'tulisan: biasa');
  writeFileSync(join(own, 'besar.png'), Buffer.alloc(MAX_FILE + 1));
  symlinkSync(join(root, 'd.png'), join(own, 'tautan.png'));
  return { root, path: join(own, 'cek.jsonl') };
}

/** A fact-check that names a file, as an import reads it, or why it is refused. */
async function importing(named: string) {
  const { root, path } = aLibrary();
  const media = named.replace('{root}', root);
  const plain = { title: 'Bank tutup', verdict: 'salah', org: 'Posko', url: 'https://a.example/1' };
  const rows = [
    { ...plain, id: 'a', media },
    { ...plain, id: 'b' },
  ];
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const refused: string[] = [];
  const all = await readStoreFile(path, (message) => refused.push(message), reader);
  return { found: all.find(({ id }) => id === 'a'), refused };
}

test.for([
  ['a.png', 'cek/a.png'],
  ['bukti/b.png', 'cek/bukti/b.png'],
] as const)(
  'a fact-check is found by its file %s, and by the words in it',
  async ([media, name]) => {
    const { found, refused } = await importing(media);
    expect(refused).toEqual([]);
    expect(found).toMatchObject({ files: [{ kind: 'picture', hashes: 'AAAA' }] });
    expect(found?.narratives).toContain(`kata di ${name}`);
  },
);

test.for([
  ['../d.png', 'lies outside of its folder'],
  ['../cek-rahasia/c.png', 'lies outside of its folder'],
  ['{root}/d.png', 'lies outside of its folder'],
  ['tautan.png', 'lies outside of its folder'],
  ['tidak-ada.png', 'is not there'],
  ['besar.png', 'has more than 16 MB'],
  ['catatan.txt', 'is no picture, sound or film that can be known again'],
] as const)('a row that names the file %s is refused: it %s', async ([media, why]) => {
  const { found, refused } = await importing(media);
  expect(found).toBeUndefined();
  expect(refused).toEqual([expect.stringMatching(new RegExp(`refused: media: .* ${why}$`))]);
});
