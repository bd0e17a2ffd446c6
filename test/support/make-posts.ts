import sharp from 'sharp';
import { seededNumbers } from './generate.ts';
import { aScene, passedOn as sentOn } from './make-pictures.ts';

const [WIDTH, HEIGHT] = [900, 1200];

/** A poster of some office: its colours, signs and lines are the template, the words in the middle are not. */
export function aPoster(
  text: string,
  { sender = 'INFO WARGA' }: { sender?: string },
): Promise<Buffer> {
  const written = lines(text, 30).map(
    (line, at) => `<text x="60" y="${420 + at * 74}" font-size="46" fill="#15202b">${line}</text>`,
  );
  return draw(`<rect width="900" height="1200" fill="#eef3f8"/>
    <rect width="900" height="220" fill="#0b4b86"/><circle cx="120" cy="110" r="70" fill="#fff"/>
    <path d="M80 130 L120 60 L160 130 Z" fill="#0b4b86"/>
    <text x="230" y="130" font-size="64" font-weight="bold" fill="#fff">${sender}</text>
    <rect y="1080" width="900" height="120" fill="#0b4b86"/>
    <rect x="60" y="280" width="780" height="14" fill="#f2a900"/>${written.join('')}`);
}

/** A post as an app shows it: a background, tabs above it, words over it, the account and counters below. */
export async function aPost(text: string, { handle, seed }: { handle: string; seed: number }) {
  const ground = await sharp(await aScene(seed))
    .resize(WIDTH, HEIGHT, { fit: 'cover' })
    .toBuffer();
  const written = lines(text, 28).map(
    (line, at) =>
      `<rect x="40" y="${880 + at * 56}" width="${line.length * 23 + 20}" height="52" fill="#fff"/><text x="50" y="${918 + at * 56}" font-size="36" fill="#111">${line}</text>`,
  );
  const furniture = `<rect width="900" height="130" fill="#fff"/><text x="40" y="42" font-size="26" fill="#111">10.24</text>
    <text x="800" y="42" font-size="26" fill="#111">87%</text><text x="230" y="106" font-size="30" fill="#111">Mengikuti</text>
    <text x="480" y="106" font-size="30" fill="#111">Untuk Anda</text><rect y="1050" width="900" height="150" fill="#fff"/>
    <text x="40" y="1096" font-size="30" font-weight="bold" fill="#111">${handle}</text>
    <text x="40" y="1150" font-size="26" fill="#111">1,2 rb suka</text><text x="260" y="1150" font-size="26" fill="#111">340 komentar</text>`;
  return overlay(ground, furniture + written.join(''));
}

/** A text over a busy picture in letters that are slanted, pale and thin, as no reader reads them. */
export async function unreadably(text: string, seed: number): Promise<Buffer> {
  const random = seededNumbers(seed);
  const ground = await sharp(await aScene(seed))
    .resize(WIDTH, HEIGHT, { fit: 'cover' })
    .toBuffer();
  const written = lines(text, 20).map(
    (line, at) =>
      `<text x="80" y="${420 + at * 90}" font-size="58" font-style="italic" fill="none" stroke="hsl(${Math.floor(random() * 360)} 80% 60%)" stroke-width="2.5" transform="rotate(${18 + at} 450 600) skewX(-20)">${line}</text>`,
  );
  return overlay(ground, written.join(''));
}

/** As it arrives after a phone or two. */
export function passedOn(picture: Buffer): Promise<Buffer> {
  return sentOn(picture);
}

/** A fact-checker's stamp across a picture. */
export async function stamped(picture: Buffer, word: string): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const size = Math.round(width / 5);
  const [x, y] = [width / 2, height * 0.72];
  const box = `<rect x="${width * 0.12}" y="${y - size * 0.75}" width="${width * 0.76}" height="${size * 1.2}" fill="#c62828"/>`;
  const letters = `<text x="${x}" y="${y + size * 0.2}" font-size="${size}" font-weight="bold" fill="#fff" text-anchor="middle">${word}</text>`;
  const mark = `<g transform="rotate(-3 ${x} ${y})">${box}${letters}</g>`;
  return overlay(picture, mark, { width, height });
}

async function overlay(picture: Buffer, content: string, size = { width: WIDTH, height: HEIGHT }) {
  const { width, height } = size;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans">${content}</svg>`;
  return sharp(picture)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 80 })
    .toBuffer();
}

function draw(content: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="DejaVu Sans">${content}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}

/** Lines of at most so many letters; `|` begins a new one. */
function lines(text: string, most: number): string[] {
  const wrap = new RegExp(`.{1,${most}}(?:\\s|$)`, 'g');
  return text.split('|').flatMap((part) => (part.match(wrap) ?? []).map((line) => line.trim()));
}
