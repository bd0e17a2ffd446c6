import sharp from 'sharp';
import { seededNumbers } from '../../support/generate.ts';
import { asAddress, type Studio } from './studio.ts';

type Wear = (picture: Buffer, studio: Studio, seed: number) => Promise<Buffer>;

/** What happens to the picture of a post before it is sent. */
export const WEAR: Readonly<Record<string, Wear>> = {
  'recompressed thrice': async (picture) => {
    const once = await sharp(picture).resize(960).jpeg({ quality: 60 }).toBuffer();
    const twice = await sharp(once).resize(720).jpeg({ quality: 45 }).toBuffer();
    return sharp(twice).resize(640).jpeg({ quality: 40 }).toBuffer();
  },
  'cropped 9:16': async (picture) => {
    const { width, height } = await sharp(picture).metadata();
    const wide = Math.round((height * 9) / 16);
    const left = Math.round((width - wide) / 2);
    return sharp(picture).extract({ left, top: 0, width: wide, height }).png().toBuffer();
  },
  mirrored: (picture) => sharp(picture).flop().png().toBuffer(),
  sticker: (picture, studio) =>
    studio.draw(
      `<img style="position:absolute;inset:26px;height:460px;width:auto;left:72px;border-radius:22px;border:7px solid #fff" src="${asAddress(picture)}">`,
      { width: 512, height: 512, density: 1 },
    ),
  'photo of a screen': photograph,
  stamped: stamp,
};

/** As WhatsApp sends pictures on. */
export function sendOn(picture: Buffer): Promise<Buffer> {
  return sharp(picture)
    .flatten({ background: '#fff' })
    .resize(1280, 1280, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 65 })
    .toBuffer();
}

/** Held askew before a screen: the pattern of its dots, a reflection, and what lies around it. */
function photograph(picture: Buffer, studio: Studio, seed: number): Promise<Buffer> {
  const random = seededNumbers(seed);
  const angle = (most: number) => ((random() * 2 - 1) * most).toFixed(1);
  const period = (2.3 + random()).toFixed(2);
  const moire = `repeating-linear-gradient(${angle(6)}deg,#0003 0 1px,transparent 1px ${period}px),repeating-linear-gradient(${90 + Number(angle(6))}deg,#0f02 0 1px,#f002 1px ${period}px)`;
  const glare = `radial-gradient(circle at ${20 + random() * 60}% 20%,#fff8,transparent 40%)`;
  return studio.draw(
    `<div class=fill style="background:#3b342e"></div><div style="position:absolute;inset:70px 60px;transform:perspective(1100px) rotateY(${angle(14)}deg) rotateX(${angle(9)}deg) rotate(${angle(3)}deg);background:#000;border:14px solid #111;border-radius:14px"><img style="width:100%;height:100%;object-fit:contain;filter:blur(.6px) contrast(.9) brightness(1.05)" src="${asAddress(picture)}"><div class=fill style="background:${moire}"></div><div class=fill style="background:${glare}"></div></div>`,
    { width: 720, height: 900, density: 1.5 },
  );
}

/** The stamp of a fact-checker, in red and askew. */
function stamp(picture: Buffer, studio: Studio, seed: number): Promise<Buffer> {
  const word = ['HOAKS', 'SALAH', 'HOAX'][seed % 3];
  return studio.draw(
    `<img class=fill style="width:100%" src="${asAddress(picture)}"><div style="position:absolute;top:270px;left:70px;transform:rotate(-14deg);background:#c62828;color:#fff;border:6px solid #fff;font:bold 92px 'DejaVu Sans';padding:6px 26px">${word}</div>`,
    { width: 540, height: 675, density: 2 },
  );
}
