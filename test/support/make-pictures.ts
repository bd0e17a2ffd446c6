import sharp from 'sharp';
import { seededNumbers } from './generate.ts';

/** A picture without words: shapes on a ground, different for each seed. */
export async function aScene(seed: number): Promise<Buffer> {
  const random = seededNumbers(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const colour = () => `rgb(${upTo(256)},${upTo(256)},${upTo(256)})`;
  const shapes = Array.from({ length: 24 }, () =>
    random() < 0.5
      ? `<ellipse cx="${upTo(1000)}" cy="${upTo(800)}" rx="${20 + upTo(160)}" ry="${20 + upTo(120)}" fill="${colour()}"/>`
      : `<rect x="${upTo(1000)}" y="${upTo(800)}" width="${30 + upTo(260)}" height="${30 + upTo(180)}" fill="${colour()}" transform="rotate(${upTo(45)})"/>`,
  );
  return draw(`<rect width="1000" height="800" fill="${colour()}"/>${shapes.join('')}`);
}

/** A card that says something, in plain letters on paper. */
export function aCard(text: string): Promise<Buffer> {
  const lines = text.match(/.{1,36}(?:\s|$)/g) ?? [];
  const written = lines.map(
    (line, at) =>
      `<text x="50" y="${110 + at * 64}" font-family="DejaVu Sans" font-size="40" fill="#222">${line.trim()}</text>`,
  );
  return draw(`<rect width="1000" height="800" fill="#fff8e7"/>${written.join('')}`);
}

function draw(content: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="800">${content}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}

/** The picture as it arrives after some phones: smaller, coarser, with a bar of words above it. */
export async function passedOn(picture: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(picture)
    .resize(640)
    .jpeg({ quality: 45 })
    .toBuffer({ resolveWithObject: true });
  const bar = `<svg xmlns="http://www.w3.org/2000/svg" width="${info.width}" height="90"><rect width="100%" height="90" fill="#fff"/></svg>`;
  return sharp(data)
    .extend({ top: 90, background: '#fff' })
    .composite([{ input: Buffer.from(bar), top: 0, left: 0 }])
    .jpeg({ quality: 50 })
    .toBuffer();
}
