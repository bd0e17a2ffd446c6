import sharp from 'sharp';
import { Draw } from '../match-texts.ts';
import { chatBars, colour, render, words, writeLines } from './draw-pictures.ts';

/** What happens to pictures on their way from phone to phone; every kind ends with WhatsApp's JPEG. */
export const EDITS = {
  recompress: (bytes: Buffer) => Promise.resolve(bytes),
  tone: changeTone,
  caption: addCaption,
  screenshot: pasteIntoChat,
  crop: cutOff,
  stamp: stampVerdict,
  mirror: (bytes: Buffer) => sharp(bytes).flop().png(FAST).toBuffer(),
  rotate: turn,
};

export type EditKind = keyof typeof EDITS;

export async function edit(kind: EditKind, bytes: Buffer, seed: number): Promise<Buffer> {
  const draw = new Draw(seed);
  return sendOn(await EDITS[kind](bytes, draw), draw, kind === 'recompress');
}

const FAST = { compressionLevel: 1 };

/** Recompression is also the edit itself: then the size goes further down. */
function sendOn(bytes: Buffer, draw: Draw, strongly: boolean): Promise<Buffer> {
  const longest = strongly ? 320 + draw.below(1281) : 900 + draw.below(381);
  const quality = strongly ? 35 + draw.below(26) : 50 + draw.below(26);
  return sharp(bytes).resize(longest, longest, { fit: 'inside' }).jpeg({ quality }).toBuffer();
}

function changeTone(bytes: Buffer, draw: Draw): Promise<Buffer> {
  const brightness = 0.75 + draw.random() * 0.5;
  const contrast = 0.75 + draw.random() * 0.5;
  return sharp(bytes)
    .modulate({ brightness, saturation: draw.random() * 1.6, hue: draw.below(40) })
    .linear(contrast, 128 * (1 - contrast))
    .gamma(1 + draw.random() * 0.6)
    .png(FAST)
    .toBuffer();
}

/** A bar above or below with words in it. */
async function addCaption(bytes: Buffer, draw: Draw): Promise<Buffer> {
  const { width, height } = await sharp(bytes).metadata();
  const bar = Math.round(height * (0.07 + draw.random() * 0.23));
  const size = Math.min(Math.round(bar / 3.2), Math.round(width / 18));
  const ground = draw.pick(['#ffffff', '#000000', '#ffe600', colour(draw)]);
  const ink = ground === '#000000' ? '#ffffff' : '#000000';
  const lines = [words(draw, 4), words(draw, 4)];
  const text = writeLines(lines, { x: 20, y: size * 1.2, size, fill: ink });
  const drawn = await render(
    width,
    bar,
    `<rect width="100%" height="100%" fill="${ground}"/>${text}`,
  );
  const above = draw.random() < 0.5;
  return sharp(bytes)
    .extend({ top: above ? bar : 0, bottom: above ? 0 : bar, background: ground })
    .composite([{ input: drawn, left: 0, top: above ? 0 : height }])
    .png(FAST)
    .toBuffer();
}

/** The picture in a bubble of a chat, between other messages, at 60 to 100 % of the screen's width. */
async function pasteIntoChat(bytes: Buffer, draw: Draw): Promise<Buffer> {
  const [width, height] = [720, 1280 + draw.below(320)];
  const dark = draw.random() < 0.4;
  const room = height - 120 - 100 - 20;
  const wide = Math.round(width * (0.6 + draw.random() * 0.4));
  const pasted = await sharp(bytes).resize(wide, room, { fit: 'inside' }).png(FAST).toBuffer({
    resolveWithObject: true,
  });
  const left = draw.below(width - pasted.info.width + 1);
  const top = 130 + draw.below(room - pasted.info.height + 1);
  const bubble = dark ? '#202c33' : '#ffffff';
  const ink = dark ? '#e9edef' : '#111b21';
  const talk = (y: number) =>
    `<rect x="20" y="${y}" rx="14" width="560" height="110" fill="${bubble}"/>${writeLines([words(draw, 5), words(draw, 5)], { x: 40, y: y + 45, size: 27, fill: ink })}`;
  const others = [140, 270, height - 350, height - 225].map(talk).join('');
  const frame = `<rect x="${left - 8}" y="${top - 8}" rx="12" width="${pasted.info.width + 16}" height="${pasted.info.height + 16}" fill="${bubble}"/>`;
  const screen = await render(
    width,
    height,
    `<rect width="100%" height="100%" fill="${dark ? '#0b141a' : '#efeae2'}"/>${others}${frame}${chatBars(width, height, dark, draw.name())}`,
  );
  return sharp(screen)
    .composite([{ input: pasted.data, left, top }])
    .png(FAST)
    .toBuffer();
}

async function cutOff(bytes: Buffer, draw: Draw): Promise<Buffer> {
  const { width, height } = await sharp(bytes).metadata();
  const [left, top, right, bottom] = [0, 0, 0, 0].map(() => draw.random() * 0.14);
  return sharp(bytes)
    .extract({
      left: Math.round(width * (left ?? 0)),
      top: Math.round(height * (top ?? 0)),
      width: Math.round(width * (1 - (left ?? 0) - (right ?? 0))),
      height: Math.round(height * (1 - (top ?? 0) - (bottom ?? 0))),
    })
    .png(FAST)
    .toBuffer();
}

/** The stamp that fact-checkers put over a picture. */
async function stampVerdict(bytes: Buffer, draw: Draw): Promise<Buffer> {
  const { width, height } = await sharp(bytes).metadata();
  const word = draw.pick(['HOAX', 'SALAH', 'HOAKS', 'DISINFORMASI']);
  const share = 0.35 + draw.random() * 0.45;
  const size = Math.round((width * share) / (0.78 * word.length));
  const [x, y] = [width * (0.35 + draw.random() * 0.3), height * (0.35 + draw.random() * 0.3)];
  const angle = draw.below(51) - 25;
  const [w, h] = [width * share, size * 1.3];
  const solid = draw.random() < 0.5;
  const box = `x="${x - w / 2}" y="${y - h / 2}" width="${w}" height="${h}" rx="12"`;
  const stamp = solid
    ? `<rect ${box} fill="#c62828"/><text x="${x}" y="${y + size * 0.36}" fill="#fff"`
    : `<rect ${box} fill="none" stroke="#c62828" stroke-width="${size / 8}"/><text x="${x}" y="${y + size * 0.36}" fill="#c62828"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans"><g transform="rotate(${angle} ${x} ${y})">${stamp} font-size="${size}" font-weight="bold" text-anchor="middle">${word}</text></g></svg>`;
  return sharp(bytes)
    .composite([{ input: Buffer.from(svg) }])
    .png(FAST)
    .toBuffer();
}

/** Up to 4° to either side, as a photo of a screen is; half of them with the corners cut away again. */
async function turn(bytes: Buffer, draw: Draw): Promise<Buffer> {
  const angle = (1 + draw.random() * 3) * draw.pick([-1, 1]);
  const { width, height } = await sharp(bytes).metadata();
  const turned = sharp(bytes).rotate(angle, { background: draw.pick(['#000', '#fff']) });
  if (draw.random() < 0.5) return turned.png(FAST).toBuffer();
  const { data, info } = await turned.png(FAST).toBuffer({ resolveWithObject: true });
  const [w, h] = [Math.round(width * 0.9), Math.round(height * 0.9)];
  const left = Math.round((info.width - w) / 2);
  const top = Math.round((info.height - h) / 2);
  return sharp(data).extract({ left, top, width: w, height: h }).png(FAST).toBuffer();
}
