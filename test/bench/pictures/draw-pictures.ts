import sharp from 'sharp';
import { Draw } from '../match-texts.ts';

/** A poster as people make them: a coloured ground, shapes, a slogan in large letters. */
export function drawPoster(seed: number): Promise<Buffer> {
  const draw = new Draw(seed);
  const [width, height] = draw.pick([
    [1080, 1350],
    [1080, 1080],
    [1280, 720],
  ] as const);
  const shapes = Array.from({ length: 4 + draw.below(8) }, () => shape(draw, width, height));
  const lines = Array.from({ length: 2 + draw.below(3) }, () => words(draw, 3).toUpperCase());
  const size = 54 + draw.below(40);
  const top = 120 + draw.below(height / 2);
  const text = writeLines(lines, { x: 60 + draw.below(80), y: top, size, fill: draw.pick(INKS) });
  return render(
    width,
    height,
    `<defs><linearGradient id="g" x2="${draw.below(2)}" y2="1"><stop stop-color="${colour(draw)}"/>
    <stop offset="1" stop-color="${colour(draw)}"/></linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#g)"/>${shapes.join('')}${text}
    <text x="60" y="${height - 50}" font-size="30" fill="#fff">${draw.date()} · ${draw.place()}</text>`,
  );
}

/** A card of the one template of a newsroom: only its words change. */
export function drawCard(seed: number): Promise<Buffer> {
  const draw = new Draw(seed);
  const title = Array.from({ length: 4 }, () => words(draw, 4));
  const small = Array.from({ length: 5 }, () => words(draw, 8));
  return render(
    1080,
    1080,
    `<rect width="1080" height="1080" fill="#f4f1ea"/><rect width="1080" height="150" fill="#b3261e"/>
    <text x="60" y="100" font-size="64" font-weight="bold" fill="#fff">KABAR HARI INI</text>
    ${writeLines(title, { x: 60, y: 270, size: 58, fill: '#14171a' })}
    <rect x="60" y="560" width="960" height="4" fill="#999"/>
    ${writeLines(small, { x: 60, y: 640, size: 36, fill: '#3c434b' })}
    <rect y="980" width="1080" height="100" fill="#14171a"/>
    <text x="60" y="1045" font-size="36" fill="#fff">@kabarhariini · ${draw.date()}</text>`,
  );
}

/** A screenshot of a chat: bubbles left and right. */
export function drawChat(seed: number): Promise<Buffer> {
  const draw = new Draw(seed);
  const dark = draw.random() < 0.4;
  let y = 150;
  let bubbles = '';
  while (y < 1350) {
    const lines = Array.from({ length: 1 + draw.below(5) }, () => words(draw, 5 + draw.below(3)));
    const mine = draw.random() < 0.4;
    const width = 40 + 17 * Math.max(...lines.map((line) => line.length));
    const x = mine ? 700 - width : 20;
    const fill = mine ? (dark ? '#005c4b' : '#d9fdd3') : dark ? '#202c33' : '#ffffff';
    bubbles += `<rect x="${x}" y="${y}" rx="14" width="${width}" height="${lines.length * 40 + 24}" fill="${fill}"/>
      ${writeLines(lines, { x: x + 18, y: y + 40, size: 27, fill: dark ? '#e9edef' : '#111b21' })}`;
    y += lines.length * 40 + 44;
  }
  return render(
    720,
    1480,
    `<rect width="720" height="1480" fill="${dark ? '#0b141a' : '#efeae2'}"/>${bubbles}${chatBars(720, 1480, dark, draw.name())}`,
  );
}

/** The bars at the top and the bottom of a chat on a phone. */
export function chatBars(width: number, height: number, dark: boolean, name: string): string {
  const bar = dark ? '#202c33' : '#008069';
  return `<rect width="${width}" height="120" fill="${bar}"/><circle cx="110" cy="72" r="32" fill="#ccd5d8"/>
    <text x="165" y="84" font-size="32" font-weight="bold" fill="#fff">${name}</text>
    <text x="20" y="30" font-size="22" fill="#fff">09.41</text>
    <rect y="${height - 100}" width="${width}" height="100" fill="${dark ? '#202c33' : '#f0f2f5'}"/>
    <rect x="20" y="${height - 84}" rx="32" width="${width - 130}" height="66" fill="${dark ? '#2a3942' : '#fff'}"/>
    <circle cx="${width - 56}" cy="${height - 51}" r="34" fill="#00a884"/>`;
}

export function words(draw: Draw, count: number): string {
  return Array.from({ length: count }, () => draw.word()).join(' ');
}

interface Ink {
  x: number;
  y: number;
  size: number;
  fill: string;
}

export function writeLines(lines: readonly string[], { x, y, size, fill }: Ink): string {
  return lines
    .map(
      (line, at) =>
        `<text x="${x}" y="${y + at * size * 1.35}" font-size="${size}" fill="${fill}">${line}</text>`,
    )
    .join('');
}

export function render(width: number, height: number, content: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans">${content}</svg>`;
  return sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export function colour(draw: Draw): string {
  return `hsl(${draw.below(360)},${30 + draw.below(60)}%,${20 + draw.below(60)}%)`;
}

function shape(draw: Draw, width: number, height: number): string {
  const [x, y] = [draw.below(width), draw.below(height)];
  const fill = `fill="${colour(draw)}" opacity=".${4 + draw.below(6)}"`;
  return draw.random() < 0.5
    ? `<circle cx="${x}" cy="${y}" r="${60 + draw.below(300)}" ${fill}/>`
    : `<rect x="${x}" y="${y}" width="${80 + draw.below(600)}" height="${60 + draw.below(400)}" rx="${draw.below(40)}" ${fill} transform="rotate(${draw.below(90)} ${x} ${y})"/>`;
}

const INKS = ['#ffffff', '#fff176', '#111111', '#b71c1c'];
