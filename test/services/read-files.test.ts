import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import type { Evidence, EvidenceReader } from '../../src/domain/messages/evidence.ts';
import type { TurnState } from '../../src/ports/turn-state.ts';
import { newMediaMemory } from '../../src/services/media/fetch-files.ts';
import { readFiles } from '../../src/services/media/read-files.ts';
import { aFactCheck, aMessage, aPost } from '../support/builders.ts';

const HOAX = 'Besok semua bank tutup sebulan karena keadaan darurat, tarik uang Anda hari ini';
const PICTURE = { bytes: Buffer.from('a picture'), mime: 'image/png', name: 'a.png' };
const KNOWN = aFactCheck({ id: 'bank', title: HOAX, narratives: [HOAX] });
const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';

/** A stand-in for what reads files: it is told what it finds, and how often it was asked is counted. */
function aReader(text: string | undefined, wait: Promise<void> = Promise.resolve()) {
  const asked: string[] = [];
  const reader: EvidenceReader = {
    async read({ bytes }) {
      asked.push(Buffer.from(bytes).toString());
      await wait;
      const texts: Evidence['texts'] = text === undefined ? [] : [{ source: 'picture', text }];
      return { kind: 'picture', texts, asked: {}, kept: {} };
    },
  };
  return { reader, asked };
}

async function aReadingPost(reader: EvidenceReader) {
  const store = await openMemoryStore([KNOWN]);
  const post = await aPost(store, { reader });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  return { ...post, store };
}

test('a hoax that stands in a picture is answered as one that was written', async () => {
  const { reader } = aReader(HOAX);
  const { write, heard, errors } = await aReadingPost(reader);
  await write('w1', '', { file: PICTURE, forwarded: true });
  expect(heard).toHaveLength(1);
  expect(heard[0]?.text).toContain('SALAH');
  expect(errors).toEqual([]);
});

test('a file that many send is read once', async () => {
  const { reader, asked } = aReader(HOAX);
  const { write, heard } = await aReadingPost(reader);
  for (const citizen of ['w1', 'w2', 'w3']) await write(citizen, '', { file: PICTURE });
  expect(heard).toHaveLength(3);
  expect(asked).toEqual(['a picture']);
});

test('who waits hears after three seconds that the file is being read, after ten that it still is, and no more', async () => {
  let release = () => {};
  const wait = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { reader } = aReader(HOAX, wait);
  const { write, heard, clock } = await aReadingPost(reader);
  const written = write('w1', '', { file: PICTURE });
  const until = async (count: number) => {
    for (let n = 0; n < 500 && heard.length < count; n += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await until(1);
  expect(heard).toEqual([]);
  await clock.advance(2999, () => until(1));
  expect(heard).toEqual([]);
  await clock.advance(1, () => until(1));
  expect(heard.map(({ text }) => text)).toEqual(['Sebentar ya, gambar Anda sedang kami baca.']);
  await clock.advance(6999, () => until(2));
  expect(heard).toHaveLength(1);
  await clock.advance(1, () => until(2));
  expect(heard[1]?.text).toBe('Maaf agak lama, gambar Anda masih kami baca.');
  await clock.advance(60_000, () => until(3));
  expect(heard).toHaveLength(2);
  release();
  await written;
  expect(heard).toHaveLength(3);
  expect(heard[2]?.text).toContain('SALAH');
});

test('of several files that take long, only one is spoken of', async () => {
  const releases: (() => void)[] = [];
  const reader: EvidenceReader = {
    async read() {
      await new Promise<void>((resolve) => releases.push(resolve));
      return { kind: 'picture', texts: [], asked: {}, kept: {} };
    },
  };
  const { write, heard, clock } = await aReadingPost(reader);
  const settle = async (isDone: () => boolean) => {
    for (let n = 0; n < 500 && !isDone(); n += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const files = ['one', 'two', 'three'].map((name) => ({ ...PICTURE, bytes: Buffer.from(name) }));
  const written = files.map((file) => write('w1', '', { file }));
  await settle(() => releases.length === 1);
  await clock.advance(3000, () => settle(() => heard.length > 0));
  expect(heard.map(({ text }) => text)).toEqual(['Sebentar ya, gambar Anda sedang kami baca.']);
  for (let read = 0; read < files.length; read += 1) {
    await settle(() => releases.length > read);
    releases[read]?.();
  }
  await Promise.all(written);
  expect(heard.filter(({ text }) => /sedang|masih/.test(text))).toHaveLength(1);
});

test('of many files of one citizen only two are read at a time, so that others get their turn', async () => {
  const { reader, asked } = aReader(undefined);
  const { store, deps } = await aReadingPost(reader);
  const names = ['one', 'two', 'three', 'four', 'five'];
  const pending = names.map((name) => {
    const media = { sha256: name.padEnd(64, '0'), mime: 'image/png', size: 1 };
    return { key: name, letter: aMessage({ media }), arrivedAt: deps.clock.now() };
  });
  for (const { letter, key } of pending) {
    await store.media.keep(letter.media ?? never(), Buffer.from(key), 0);
  }
  const profile = newProfile('id', 0);
  const state = { pending, profile } as unknown as TurnState; // as much of it as is read
  const media = { ...deps, ...newMediaMemory(), channels: new Map() };
  expect(await readFiles(media, { citizen: 'c', state })).toBe('changed');
  expect(asked).toEqual(['one', 'two']);
});

test('files count as read only once what was read of them is kept', async () => {
  const { store, deps } = await aReadingPost(aReader(NEWS).reader);
  const file = { sha256: 'a'.repeat(64), mime: 'image/png', size: 1 };
  await store.media.keep(file, Buffer.from('a'), 0);
  const [isAsked, isKept] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { noteEvidence } = store.media;
  store.media.noteEvidence = async (...noted) => {
    isAsked.resolve();
    await isKept.promise;
    return noteEvidence.apply(store.media, noted);
  };
  const pending = [{ key: 'm', letter: aMessage({ media: file }), arrivedAt: deps.clock.now() }];
  const state = { pending, profile: newProfile('id', 0) } as unknown as TurnState; // as much of it as is read
  const media = { ...deps, ...newMediaMemory(), channels: new Map() };
  const order: string[] = [];
  const reading = readFiles(media, { citizen: 'c', state }).then(() => order.push('read'));
  await isAsked.promise;
  await new Promise((resolve) => setImmediate(resolve));
  order.push('kept');
  isKept.resolve();
  await reading;
  expect(order).toEqual(['kept', 'read']);
});

function never(): never {
  throw new Error('every message here has a file');
}

test('a reader that fails costs no answer', async () => {
  const reader: EvidenceReader = {
    read: async () => {
      throw new Error('out of memory');
    },
  };
  const { write, heard, errors } = await aReadingPost(reader);
  await write('w1', HOAX, { file: PICTURE });
  expect(heard[0]?.text).toContain('SALAH');
  await write('w2', '', { file: PICTURE });
  expect(heard[1]?.text).toContain('Sepertinya berkasnya rusak');
  expect(errors).toHaveLength(1);
});

test('a flood of files is not read', async () => {
  const { reader, asked } = aReader(undefined);
  const { write, wait } = await aReadingPost(reader);
  for (let n = 0; n < 40; n += 1) {
    const bytes = Buffer.from(`picture ${n}`);
    await write('w1', 'lihat', { file: { ...PICTURE, bytes } });
  }
  await wait(1000);
  expect(asked.length).toBeLessThanOrEqual(21);
});

test('words in a picture open a case, and the same words written join it', async () => {
  const { reader } = aReader(NEWS);
  const { write, store } = await aReadingPost(reader);
  await write('w1', 'cek dong min', { file: PICTURE, forwarded: true });
  await write('w1', 'ya');
  await write('w1', 'cukup');
  const [found, ...others] = await store.cases.list('open', 10);
  expect(others).toEqual([]);
  expect(found?.claim).toBe(NEWS);
  await write('w2', NEWS, { forwarded: true });
  await write('w2', 'ya');
  const tips = await store.cases.tipsOf(found?.id ?? '');
  expect(tips.map(({ text, read }) => [text, read])).toEqual([
    ['cek dong min', [{ source: 'picture', text: NEWS }]],
    [NEWS, undefined],
  ]);
});

test('personal data in a picture is masked before it is kept', async () => {
  const { reader } = aReader(`${NEWS}. Hubungi 081234567890, NIK 3171234567890123`);
  const { write, store } = await aReadingPost(reader);
  await write('w1', '', { file: PICTURE, forwarded: true });
  await write('w1', 'ya');
  const [found] = await store.cases.list('open', 10);
  const tips = await store.cases.tipsOf(found?.id ?? '');
  expect(JSON.stringify([found, tips])).not.toMatch(/081234567890|3171234567890123/);
});

test('a number of a person that was read in a picture is masked before it is kept with a tip', async () => {
  const { reader } = aReader('Warga dengan NIK 7371012345678901 wajib transfer ke panitia bansos');
  const { write, store } = await aReadingPost(reader);
  await write('w1', '', { file: PICTURE, forwarded: true });
  await write('w1', 'ya');
  await write('w1', 'cukup');
  const [found] = await store.cases.list('open', 1);
  const [tip] = await store.cases.tipsOf(found?.id ?? '');
  expect(tip?.read?.[0]?.text).toContain('panitia bansos');
  expect(JSON.stringify([found, tip])).not.toContain('7371012345678901');
});
