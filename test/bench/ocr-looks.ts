import sharp from 'sharp';
import { seededNumbers } from '../support/generate.ts';

/** A picture of a text, and what was forwarded in it. */
export interface Drawn {
  jpeg: Uint8Array;
  said: string;
}

export type Look = (typeof LOOKS)[number];

export const LOOKS = [
  'card',
  'poster',
  'chat light 720',
  'chat dark 720',
  'chat dark 420',
  'over photo',
] as const;

/** Draws a text in one of the looks, as a JPEG of a quality from 40 to 60. */
export async function drawText(text: string, look: Look, seed: number): Promise<Drawn> {
  const random = seededNumbers(seed);
  const quality = 40 + Math.floor(random() * 21);
  const { svg, under, said } = LAYOUTS[look](text, random);
  const drawing = Buffer.from(svg);
  const picture = under ? sharp(await under).composite([{ input: drawing }]) : sharp(drawing);
  const jpeg = await picture.flatten({ background: '#ffffff' }).jpeg({ quality }).toBuffer();
  return { jpeg, said };
}

interface Layout {
  svg: string;
  said: string;
  under?: Promise<Uint8Array>;
}

const LAYOUTS: Readonly<Record<Look, (text: string, random: () => number) => Layout>> = {
  card: (text) => ({ svg: drawCard(text), said: text }),
  poster: (text, random) => ({ svg: drawPoster(text, random), said: text }),
  'chat light 720': (text, random) => drawChat(text, random, { width: 720, dark: false }),
  'chat dark 720': (text, random) => drawChat(text, random, { width: 720, dark: true }),
  'chat dark 420': (text, random) => drawChat(text, random, { width: 420, dark: true }),
  'over photo': (text, random) => ({
    svg: drawOverPhoto(text),
    said: text,
    under: makePhoto(random),
  }),
};

const SIDE = 1080;

function drawCard(text: string): string {
  const size = 44;
  const lines = wrap(text, Math.floor((SIDE - 160) / (size * WIDE)));
  const body = lines.map((line, at) =>
    write(line, { x: 80, y: 160 + at * size * 1.45, size, fill: '#14171a' }),
  );
  return svgOf(SIDE, SIDE, `<rect width="100%" height="100%" fill="#f7f7f2"/>${body.join('')}`);
}

function drawPoster(text: string, random: () => number): string {
  const size = 46;
  const hue = Math.floor(random() * 360);
  const ground = `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue},70%,25%)"/><stop offset="1" stop-color="hsl(${(hue + 60) % 360},70%,45%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>`;
  const lines = wrap(text.toUpperCase(), Math.floor((SIDE - 140) / (size * 0.76)));
  const body = lines.map((line, at) =>
    write(line, {
      x: SIDE / 2,
      y: 170 + at * size * 1.5,
      size,
      fill: '#ffffff',
      bold: true,
      middle: true,
    }),
  );
  return svgOf(SIDE, Math.max(SIDE, 300 + lines.length * size * 1.5), ground + body.join(''));
}

function drawOverPhoto(text: string): string {
  const size = 42;
  const lines = wrap(text, Math.floor((SIDE - 160) / (size * 0.66)));
  const body = lines.map((line, at) =>
    write(line, {
      x: 80,
      y: 260 + at * size * 1.5,
      size,
      fill: '#ffffff',
      bold: true,
      edge: '#000000',
    }),
  );
  return svgOf(SIDE, SIDE, body.join(''));
}

/** Blots of all sizes, as in a photo that is out of focus, with the grain of a sensor. */
async function makePhoto(random: () => number): Promise<Uint8Array> {
  const layer = (side: number) => {
    const pixels = Uint8Array.from({ length: side * side * 3 }, () => Math.floor(random() * 256));
    const raw = { width: side, height: side, channels: 3 as const };
    return sharp(pixels, { raw })
      .resize(SIDE, SIDE, { kernel: 'cubic' })
      .removeAlpha()
      .png()
      .toBuffer();
  };
  const [coarse, middle, fine] = await Promise.all([layer(5), layer(24), layer(270)]);
  const lay = async (input: Buffer, share: number) =>
    sharp(input).ensureAlpha(share).png().toBuffer();
  const above = [{ input: await lay(middle, 0.35) }, { input: await lay(fine, 0.15) }];
  return sharp(coarse).composite(above).png().toBuffer();
}

interface ChatLook {
  width: number;
  dark: boolean;
}

/** A screenshot of a chat as a phone of 360 points shows it: bars, a forwarded bubble and a question. */
function drawChat(text: string, random: () => number, { width, dark }: ChatLook): Layout {
  const unit = width / 360;
  const colours = dark ? DARK : LIGHT;
  const question = QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? '';
  const time = () => `${10 + Math.floor(random() * 13)}.${10 + Math.floor(random() * 50)}`;
  const size = 16 * unit;
  const lines = wrap(text, Math.floor((272 * unit) / (size * WIDE)));
  const at = { x: 22 * unit, y: 122 * unit };
  const pieces: string[] = [];
  const say = (words: string, place: Omit<Writing, 'size'>, points = 16) =>
    pieces.push(write(words, { ...place, size: points * unit }));
  const tall = (26 + 18 + lines.length * 21 + 18) * unit;
  pieces.push(
    `<rect x="${10 * unit}" y="${at.y - 18 * unit}" width="${310 * unit}" height="${tall}" rx="${8 * unit}" fill="${colours.theirs}"/>`,
  );
  say('Bu Ratna RT 05', { x: at.x, y: at.y, fill: '#e5429b', bold: true }, 13);
  say('↪ Diteruskan', { x: at.x, y: at.y + 19 * unit, fill: colours.faint }, 12.5);
  const top = at.y + 40 * unit;
  for (const [row, line] of lines.entries())
    say(line, { x: at.x, y: top + row * 21 * unit, fill: colours.ink });
  const foot = top + lines.length * 21 * unit;
  say(time(), { x: 282 * unit, y: foot - 2 * unit, fill: colours.faint }, 11);
  const own = foot + 26 * unit;
  pieces.push(
    `<rect x="${110 * unit}" y="${own}" width="${240 * unit}" height="${34 * unit}" rx="${8 * unit}" fill="${colours.ours}"/>`,
  );
  say(question, { x: 122 * unit, y: own + 22 * unit, fill: colours.ink });
  say(`${time()} ✓✓`, { x: 296 * unit, y: own + 28 * unit, fill: colours.faint }, 11);
  const height = Math.max(640 * unit, own + 120 * unit);
  const bars = drawBars({ unit, width, height, colours, time: time() });
  const body = `<rect width="100%" height="100%" fill="${colours.ground}"/>${bars}${pieces.join('')}`;
  return { svg: svgOf(width, height, body), said: text };
}

const QUESTIONS = ['Benarkah ini?', 'Ini hoaks bukan?', 'Sudah dicek belum?'];
const LIGHT = {
  ground: '#efeae2',
  theirs: '#ffffff',
  ours: '#d9fdd3',
  ink: '#111b21',
  faint: '#667781',
  bar: '#008069',
  onBar: '#ffffff',
};
const DARK = {
  ground: '#0b141a',
  theirs: '#202c33',
  ours: '#005c4b',
  ink: '#e9edef',
  faint: '#8696a0',
  bar: '#1f2c34',
  onBar: '#e9edef',
};

interface Bars {
  unit: number;
  width: number;
  height: number;
  colours: typeof LIGHT;
  time: string;
}

function drawBars({ unit, width, height, colours, time }: Bars): string {
  const on = (words: string, x: number, y: number, size: number) =>
    write(words, { x: x * unit, y, size: size * unit, fill: colours.onBar });
  return [
    `<rect width="${width}" height="${80 * unit}" fill="${colours.bar}"/>`,
    on(time, 14, 17 * unit, 12),
    on('4G  87%', 296, 17 * unit, 12),
    on('←', 10, 56 * unit, 18),
    `<circle cx="${52 * unit}" cy="${51 * unit}" r="${16 * unit}" fill="#9aa7ad"/>`,
    on('Keluarga Besar', 78, 49 * unit, 17),
    on('Andi, Budi, Ratna, Anda', 78, 68 * unit, 12),
    `<rect x="${8 * unit}" y="${height - 52 * unit}" width="${296 * unit}" height="${42 * unit}" rx="${21 * unit}" fill="${colours.theirs}"/>`,
    write('Ketik pesan', {
      x: 48 * unit,
      y: height - 26 * unit,
      size: 16 * unit,
      fill: colours.faint,
    }),
    `<circle cx="${332 * unit}" cy="${height - 31 * unit}" r="${20 * unit}" fill="#00a884"/>`,
  ].join('');
}

/** Mean width of a letter of DejaVu Sans, in parts of its size. */
const WIDE = 0.6;

interface Writing {
  x: number;
  y: number;
  size: number;
  fill: string;
  bold?: boolean;
  middle?: boolean;
  edge?: string;
}

function write(words: string, { x, y, size, fill, bold, middle, edge }: Writing): string {
  const outline = edge ? ` stroke="${edge}" stroke-width="${size / 12}" paint-order="stroke"` : '';
  const style = `font-family="DejaVu Sans" font-size="${size}" fill="${fill}"${bold ? ' font-weight="bold"' : ''}${middle ? ' text-anchor="middle"' : ''}${outline}`;
  return `<text x="${x}" y="${y}" ${style}>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;
}

function svgOf(width: number, height: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width)}" height="${Math.round(height)}">${body}</svg>`;
}

function wrap(text: string, letters: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
