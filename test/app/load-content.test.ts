import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadContent } from '../../src/app/load-content.ts';
import type { BotContent } from '../../src/domain/content/bot-content.ts';
import { aFolder } from '../support/builders.ts';

interface Edit {
  file: string;
  from: string;
  to: string;
  /** What citizens get of it. */
  read(content: BotContent): unknown;
}

const EDITS: readonly Edit[] = [
  {
    file: 'flows/submit.yaml',
    from: 'after: { 1d: lapsed }',
    to: 'after: { 2d: lapsed }',
    read: ({ flows }) => flows.get('submit')?.states.get('consent'),
  },
  {
    file: 'locales/id.yaml',
    from: 'Terima kasih',
    to: 'Makasih',
    read: ({ locales }) => locales.get('id'),
  },
  {
    file: 'locales/contacts.yaml',
    from: 'aduannomor.id',
    to: 'aduan-nomor.example',
    read: ({ contacts }) => [...contacts],
  },
];

test('what an operator edits is said after the next start, though what was there before is kept', () => {
  const root = aFolder();
  for (const name of ['flows', 'locales']) cpSync(name, join(root, name), { recursive: true });
  const folders = { flows: join(root, 'flows'), locales: join(root, 'locales'), dataFolder: root };
  let before = loadContent(folders);
  for (const { file, from, to, read } of EDITS) {
    const [path, words] = [join(root, file), readFileSync(join(root, file), 'utf8')];
    writeFileSync(path, words.replaceAll(from, to));
    const after = loadContent(folders);
    expect([file, read(after)]).not.toEqual([file, read(before)]);
    before = after;
  }
});
