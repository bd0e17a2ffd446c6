import { expect, test } from 'vitest';
import type { EvidenceReader } from '../../../src/domain/messages/evidence.ts';
import { saveFactChecks } from '../../../src/services/fact-checks/import-fact-checks.ts';
import { aFactCheck } from '../../support/builders.ts';
import { openDesk } from './desk-world.ts';

const PRINTS = { hashes: Buffer.alloc(32, 7).toString('base64') };

/** A stand-in for what reads files: it knows any file again, unless it is called broken. */
const reader: EvidenceReader = {
  read: async ({ bytes }) => {
    const isBroken = Buffer.from(bytes).includes('broken');
    const prints = isBroken ? {} : PRINTS;
    const texts = isBroken ? [] : [{ source: 'picture' as const, text: 'Jembatan roboh' }];
    return { kind: 'picture', texts, asked: prints, kept: prints };
  },
};

async function aLibrary() {
  const desk = await openDesk();
  desk.deps.reader = reader;
  const bridge = aFactCheck({ id: 'bridge', title: 'Foto jembatan lama', narratives: [] });
  await desk.store.factChecks.save([bridge]);
  await desk.deps.index.follow();
  const editor = await desk.enter('Sari', 'editor');
  await editor.get('/review/fact-checks/bridge');
  const bring = (text: string) =>
    editor.upload('/review/fact-checks/bridge/files', { name: 'a.jpg', text });
  return { desk, editor, bridge, bring };
}

test('a picture that an editor adds is known from then on, and its words are a wording', async () => {
  const { desk, editor, bring } = await aLibrary();
  await bring('a picture');
  await editor.get('/review/fact-checks/bridge');
  expect(editor.page).toContain('1 gambar, 0 suara, 0 video');
  const known = await desk.store.factChecks.get('bridge');
  expect(known).toMatchObject({ version: 1, narratives: ['Jembatan roboh'] });
  expect(await desk.deps.index.match({ text: '', files: [PRINTS] })).toMatchObject({
    tier: 'answer',
    matches: [{ id: 'bridge' }],
  });
  await bring('a picture');
  expect((await desk.store.factChecks.get('bridge'))?.files).toHaveLength(1);
});

test('a file that could not be known again is refused in words', async () => {
  const { desk, editor, bring } = await aLibrary();
  await bring('broken');
  expect(editor.page).toContain('tidak bisa dikenali lagi');
  expect((await desk.store.factChecks.get('bridge'))?.files).toBeUndefined();
});

test('a source that is read anew keeps the files that the desk has added', async () => {
  const { desk, bridge, bring } = await aLibrary();
  await bring('a picture');
  const { version: _, changedAt: __, ...stated } = { ...bridge, title: 'Foto jembatan lama lagi' };
  await saveFactChecks({ store: desk.store, now: desk.clock.now() }, [stated]);
  expect(await desk.store.factChecks.get('bridge')).toMatchObject({
    title: 'Foto jembatan lama lagi',
    files: [PRINTS],
  });
});
