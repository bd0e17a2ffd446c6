import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { drawCard, drawChat, drawPoster } from './draw-pictures.ts';
import { pdqOf } from './peers.ts';

export type BaseKind = 'photo' | 'poster' | 'card' | 'chat';

export interface Base {
  id: string;
  kind: BaseKind;
  /** A JPEG of at most 1280 pixels, as WhatsApp sends it. */
  bytes: Buffer;
}

/** All pictures that queries are made from; photos that look alike (a day and a night version) are taken once. */
export async function* basePictures(): AsyncGenerator<Base> {
  yield* photos();
  for (const [kind, count, draw] of DRAWN) {
    for (let number = 0; number < count; number++) {
      const picture = await draw(1000 * count + number);
      yield { id: `${kind}-${number}`, kind, bytes: await asSent(picture) };
    }
  }
}

/** Says how to get the photos, if there are none on this machine. */
export function missingPhotos(): string | undefined {
  if (photoFiles().length >= 100) return undefined;
  return `The photos come from Debian's wallpapers, which are not all here:
  apt-get install --no-install-recommends ${PACKAGES.join(' ')}`;
}

const DRAWN = [
  ['poster', 50, drawPoster],
  ['card', 60, drawCard],
  ['chat', 40, drawChat],
] as const;

const PACKAGES = [
  'budgie-backgrounds',
  'gnome-backgrounds',
  'lomiri-wallpapers-16.04',
  'lomiri-wallpapers-20.04',
  'mate-backgrounds',
  'phosh-wallpapers',
  'plasma-workspace-wallpapers',
  'ukui-wallpapers',
];

const FOLDERS = ['/usr/share/backgrounds', '/usr/share/wallpapers', '/usr/share/phosh/backgrounds'];

/** Photographs without words that this machine has, each scene once. */
export async function* photos(): AsyncGenerator<Base> {
  const kept: Uint8Array[] = [];
  for (const file of photoFiles()) {
    const bytes = await asSent(file);
    const { hash, quality } = await pdqOf(bytes);
    if (quality < 50 || kept.some((other) => differences(hash, other) < 90)) continue;
    kept.push(hash);
    yield { id: file, kind: 'photo', bytes };
  }
}

function photoFiles(): string[] {
  return FOLDERS.filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((file) => /\.(jpe?g|png)$/.test(file) && !file.includes('screenshot'))
    .filter((file) => statSync(file).size > 50_000)
    .sort();
}

function asSent(picture: Buffer | string): Promise<Buffer> {
  return sharp(picture)
    .flatten({ background: '#fff' })
    .resize(1280, 1280, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** In how many bits two hashes differ. */
export function differences(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (const [at, byte] of a.entries()) {
    for (let rest = byte ^ (b[at] ?? 0); rest; rest &= rest - 1) count++;
  }
  return count;
}
