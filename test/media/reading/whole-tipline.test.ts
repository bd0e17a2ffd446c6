import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import encodeQR from 'qr';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../../src/app/open-store.ts';
import { createFileReader, type FileReader } from '../../../src/media/reading/file-reader.ts';
import { reply } from '../../../src/services/cases/decide-case.ts';
import { listQueue } from '../../../src/services/cases/queue.ts';
import { aFactCheck, aFolder, aPost } from '../../support/builders.ts';
import { aDocx, aZip } from '../../support/make-documents.ts';
import { FILM_EDITS, makeFilm } from '../../support/make-films.ts';
import { aCard, aScene, passedOn } from '../../support/make-pictures.ts';
import { makeSound } from '../../support/make-sounds.ts';
import { ffmpeg, hasMediaTools } from '../../support/media-tools.ts';
import { SOUND_EDITS } from '../../support/sound-edits.ts';

const HOAX = 'Besok semua bank tutup sebulan karena keadaan darurat, tarik uang Anda hari ini';
const CLAIM = 'Foto ini menunjukkan jembatan Cimuntur roboh kemarin sore';
const KNOWN = aFactCheck({ id: 'bank', title: HOAX, narratives: [HOAX] });

/** What reads has to wait for what else the machine does. */
const PATIENCE_MS = 60_000;

let reader: FileReader;
beforeAll(() => {
  reader = createFileReader({ processes: 2, timeoutMs: 60_000, idleMs: 60_000, environment: {} });
});
afterAll(() => reader.close());

async function aReadingPost() {
  const store = await openMemoryStore([KNOWN]);
  const post = await aPost(store, { reader });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const last = () => post.heard.at(-1)?.text ?? '';
  async function send(citizen: string, bytes: Buffer, mime: string, text = '') {
    const file = { bytes, mime, name: 'berkas' };
    await post.write(citizen, text, { file, forwarded: true });
    return last();
  }
  return {
    ...post,
    store,
    last,
    send,
    /** A reviewer decides the only open case. */
    async decide() {
      const [entry] = await listQueue(post.deps);
      const decision = {
        verdict: 'salah',
        summary: 'Jembatan itu masih berdiri tegak.',
        url: 'https://sumber.example/cek',
      } as const;
      const action = { ticket: entry?.case.ticket ?? '', reviewer: 'rina' };
      expect(await reply(post.deps, action, decision)).toMatchObject({ type: 'done' });
      await post.settle();
    },
    /** Forwards a file nobody knows, tells what it claims, agrees, and skips the questions. */
    async reportFile(citizen: string, bytes: Buffer, mime: string) {
      expect(await send(citizen, bytes, mime)).toContain('Tolong tuliskan');
      for (const text of [CLAIM, 'ya', 'cukup']) await post.write(citizen, text);
    },
  };
}

test(
  'a hoax is answered from a card that says it, also passed on and with a remark beside it',
  async () => {
    const { send, errors } = await aReadingPost();
    const card = await aCard(HOAX);
    expect(await send('w1', card, 'image/jpeg')).toContain('SALAH');
    expect(await send('w2', await passedOn(card), 'image/jpeg', 'min, ini benar?')).toContain(
      'SALAH',
    );
    expect(errors).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'a hoax is answered from a Word document and from plain text, and an app is warned of at once',
  async () => {
    const { send, errors } = await aReadingPost();
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    expect(await send('w1', Buffer.from(aDocx(HOAX)), word)).toContain('SALAH');
    expect(await send('w2', Buffer.from(HOAX), 'text/plain')).toContain('SALAH');
    const app = Buffer.from(aZip({ 'AndroidManifest.xml': '', 'classes.dex': '' }));
    expect(await send('w3', app, 'application/pdf', HOAX)).toContain('Jangan dipasang');
    expect(errors).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'the address in a QR code is judged as one in a message',
  async () => {
    const { send } = await aReadingPost();
    const code = Buffer.from(encodeQR('https://bansos-kemensos.my.id/daftar', 'svg'));
    const picture = await sharp(code).resize(500).png().toBuffer();
    expect(await send('w1', picture, 'image/png')).toContain('Alamat resminya kemensos.go.id');
  },
  PATIENCE_MS,
);

test(
  'the same card with another number is asked about, never answered',
  async () => {
    const { send } = await aReadingPost();
    const text = await send('w1', await aCard(HOAX.replace('sebulan', 'tiga hari')), 'image/jpeg');
    expect(text).not.toContain('*SALAH*');
  },
  PATIENCE_MS,
);

test(
  'a picture without words is known again once it was checked, however it was passed on',
  async () => {
    const { send, reportFile, decide } = await aReadingPost();
    const scene = await aScene(1);
    await reportFile('w1', scene, 'image/jpeg');
    await decide();
    expect(await send('w2', await passedOn(scene), 'image/jpeg')).toContain('SALAH');
    expect(await send('w3', await aScene(2), 'image/jpeg')).toContain('Tolong tuliskan');
  },
  PATIENCE_MS,
);

test(
  'a known picture that comes with another claim is asked about',
  async () => {
    const { send, reportFile, decide } = await aReadingPost();
    const scene = await aScene(3);
    await reportFile('w1', scene, 'image/jpeg');
    await decide();
    const other = 'Puluhan ekor gajah masuk ke pasar Brebes dan memakan dagangan warga';
    expect(await send('w2', await passedOn(scene), 'image/jpeg', other)).toContain('mirip');
  },
  PATIENCE_MS,
);

test(
  'two who ask about the same picture share a case',
  async () => {
    const { store, reportFile, send, write, last } = await aReadingPost();
    const scene = await aScene(4);
    await reportFile('w1', scene, 'image/jpeg');
    await send('w2', await passedOn(scene), 'image/jpeg');
    for (const text of ['lewati', 'ya']) await write('w2', text);
    expect(last()).not.toBe('');
    expect(await store.cases.list('open', 10)).toHaveLength(1);
  },
  PATIENCE_MS,
);

describe.runIf(hasMediaTools())('with sounds and films', () => {
  const made = (make: (path: string) => unknown, ending: string) => {
    const path = join(aFolder(), `a.${ending}`);
    make(path);
    return path;
  };

  test(
    'a voice note is known again, and asked about where only an excerpt of it came',
    async () => {
      const { send, reportFile, decide } = await aReadingPost();
      const note = made((path) => makeSound(1, path), 'ogg');
      await reportFile('w1', readFileSync(note), 'audio/ogg');
      await decide();
      const again = made((path) => SOUND_EDITS.mp3?.(note, path), 'ogg');
      expect(await send('w2', readFileSync(again), 'audio/ogg')).toContain('SALAH');
      const excerpt = made((path) => SOUND_EDITS['excerpt 12 s']?.(note, path), 'ogg');
      expect(await send('w4', readFileSync(excerpt), 'audio/ogg')).toContain('mirip');
      const other = made((path) => makeSound(2, path), 'ogg');
      expect(await send('w3', readFileSync(other), 'audio/ogg')).toContain('Tolong tuliskan');
    },
    PATIENCE_MS,
  );

  test(
    'a film is known again coarser and with a caption, and by a picture taken from it',
    async () => {
      const { send, reportFile, decide } = await aReadingPost();
      const film = join(aFolder(), 'a.mp4');
      await makeFilm(1, film);
      await reportFile('w1', readFileSync(film), 'video/mp4');
      await decide();
      const captioned = made((path) => FILM_EDITS.captioned?.(film, path), 'mp4');
      expect(await send('w2', readFileSync(captioned), 'video/mp4')).toContain('SALAH');
      const still = made((path) => ffmpeg('-ss', '4', '-i', film, '-frames:v', '1', path), 'jpg');
      expect(await send('w3', readFileSync(still), 'image/jpeg')).toContain('mirip');
    },
    2 * PATIENCE_MS,
  );
});
