import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aFolder } from '../support/builders.ts';
import { seededNumbers } from '../support/generate.ts';
import { ffmpeg, hasMediaTools } from '../support/media-tools.ts';
import { fingerprintSound, readFilm } from '../support/read-film.ts';

function aFile(name: string, content: string | Uint8Array): string {
  const path = join(aFolder(), name);
  writeFileSync(path, content);
  return path;
}

async function problemsOf(path: string): Promise<unknown[]> {
  const read = [await fingerprintSound(path), await readFilm(path, 'store')];
  return read.map((one) => ('problem' in one ? one.problem : 'read'));
}

function made(name: string, ...options: string[]): string {
  const path = join(aFolder(), name);
  ffmpeg(...options, path);
  return path;
}

/** A server of this machine that notes who asks; made addresses lead to it. */
async function aTrap() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { asked, url: `http://127.0.0.1:${port}/jebakan` };
}

const OGG = ['-f', 'lavfi', '-i', 'anoisesrc=r=16000:d=8', '-c:a', 'libopus'];
const MP4 = [
  ...[
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=160x120:d=8:r=10',
    '-f',
    'lavfi',
    '-i',
    'anoisesrc=r=16000:d=8',
  ],
  ...['-pix_fmt', 'yuv420p', '-c:a', 'aac'],
];
const KNOWN = ['read', 'unsupported', 'unreadable', 'too-large'];
const REFUSED = ['unsupported', 'unsupported'];

describe.skipIf(!hasMediaTools())('with ffmpeg', () => {
  test('a playlist with a foreign address connects nowhere, whatever it is called', async () => {
    const trap = await aTrap();
    const segment = `#EXTINF:9,\n${trap.url}.ts`;
    const playlist = `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:9\n${segment}\n#EXT-X-ENDLIST\n`;
    const lists = [playlist, `ffconcat version 1.0\nfile '${trap.url}.mp4'\n`, `${trap.url}\n`];
    lists.push(
      `<?xml version="1.0"?><MPD><BaseURL>${trap.url}</BaseURL></MPD>`,
      `v=0\nc=IN IP4 127.0.0.1\n`,
    );
    for (const list of lists) {
      for (const name of ['film.mp4', 'suara.ogg', 'daftar.m3u8']) {
        expect(await problemsOf(aFile(name, list))).toEqual(REFUSED);
      }
    }
    const disguised = [
      Buffer.from(`\0\0\0\x18ftypisom${playlist}`),
      Buffer.from(`OggS${playlist}`),
    ];
    for (const bytes of disguised) {
      expect(await problemsOf(aFile('film.mp4', bytes))).toEqual(['unreadable', 'unreadable']);
    }
    expect(trap.asked).toEqual([]);
  });

  test.each([
    ['ogg', OGG],
    ['mp4', MP4],
  ])(
    'a file that was cut off or damaged harms nobody: %s',
    async (ending, options) => {
      const whole = readFileSync(made(`utuh.${ending}`, ...options));
      const random = seededNumbers(3);
      for (const share of [0, 0.001, 0.01, 0.3, 0.6, 0.99]) {
        const cut = aFile(`potong.${ending}`, whole.subarray(0, Math.floor(whole.length * share)));
        expect(KNOWN).toEqual(expect.arrayContaining(await problemsOf(cut)));
        const damaged = Buffer.from(whole);
        for (let at = 16; at < damaged.length; at++) {
          if (random() < share / 10) damaged[at] = Math.floor(random() * 256);
        }
        const broken = aFile(`rusak.${ending}`, damaged);
        expect(KNOWN).toEqual(expect.arrayContaining(await problemsOf(broken)));
      }
      const [sound] = await problemsOf(aFile(`utuh.${ending}`, whole));
      expect(sound).toBe('read');
    },
    120_000,
  );

  test('what promises ten hours of silence is read for ten minutes at most', async () => {
    const head = Buffer.from(
      readFileSync(made('diam.wav', '-f', 'lavfi', '-i', 'anullsrc=r=8000:d=4')),
    );
    head.writeUInt32LE(10 * 3600 * 16_000, head.indexOf('data') + 4);
    expect(await fingerprintSound(aFile('diam.wav', head))).toMatchObject({
      seconds: expect.closeTo(4, 0),
    });
    const film = Buffer.from(readFileSync(made('lama.mp4', ...MP4)));
    for (let at = film.indexOf('mvhd'); at > 0; at = -1) film.writeUInt32BE(36_000_000, at + 20);
    expect(await readFilm(aFile('lama.mp4', film), 'query')).toMatchObject({ width: 160 });
  });

  test('a file with fifty tracks is refused', async () => {
    const tracks = Array.from({ length: 50 }, () => ['-map', '0:a']).flat();
    const source = ['-f', 'lavfi', '-i', 'anoisesrc=r=16000:d=4'];
    const path = made('banyak.mp4', ...source, ...tracks, '-c:a', 'aac');
    expect(await problemsOf(path)).toEqual(['unreadable', 'unreadable']);
  });

  test('a decoder that is on no list is not used', async () => {
    const path = made('film.avi', '-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=1:r=5', '-c:v', 'ffv1');
    expect(await readFilm(path, 'query')).toEqual({ problem: 'unreadable' });
  });
});

test('noise, nothing, a folder and a pipe are no sound and no film', async () => {
  const random = seededNumbers(9);
  const noise = Uint8Array.from({ length: 50_000 }, () => Math.floor(random() * 256));
  noise.set([0x13, 0x37]); // never the beginning of a frame of MP3
  const pipe = join(aFolder(), 'pipa');
  execFileSync('mkfifo', [pipe]);
  const folder = join(aFolder(), 'map');
  mkdirSync(folder);
  for (const path of [aFile('acak.ogg', noise), aFile('kosong.mp4', ''), folder, pipe]) {
    expect(await problemsOf(path)).toEqual(REFUSED);
  }
});
