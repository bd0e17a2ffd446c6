import { seededNumbers } from '../../support/generate.ts';
import { aBackdrop, asAddress, escapeHtml, type Screen, type Studio } from './studio.ts';

const POST: Screen = { width: 540, height: 675, density: 2 };

/** How a claim is set; each has a place for a photograph and for the words. */
const DESIGNS = [
  (words: string, photo: string) =>
    `<img class=fill style="width:100%;height:100%;object-fit:cover" src="${photo}"><div class=fill style="padding:60px 36px;color:#fff;font:bold 31px/1.4 'DejaVu Sans';text-shadow:0 0 6px #000,0 2px 3px #000">${words}</div>`,
  (words: string, _: string, hue: number) =>
    `<div class=fill style="background:linear-gradient(150deg,hsl(${hue} 70% 30%),hsl(${hue + 70} 70% 52%));color:#fff;padding:120px 44px;font:bold 28px/1.5 'DejaVu Sans';text-align:center">${words}<div style="margin-top:60px;font:16px 'DejaVu Sans'">@infowarga.kita</div></div>`,
  (words: string, photo: string) =>
    `<div class=fill style="background:#fff"><img style="width:100%;height:330px;object-fit:cover" src="${photo}"><div style="padding:20px 28px"><b style="color:#c00;font-size:17px">KABAR KILAT</b><div style="font:bold 25px/1.35 'DejaVu Serif';margin-top:10px">${words}</div></div></div>`,
  (words: string) =>
    `<div class=fill style="background:#fbfaf5;padding:50px;font:21px/1.7 'DejaVu Serif'"><div style="text-align:center;border-bottom:3px double #222;padding-bottom:14px;margin-bottom:26px"><b>PENGUMUMAN</b><br><span style="font-size:15px">Nomor 014/PW/I</span></div>${words}<div style="margin:50px 0 0 280px">Tertanda,<br><br><i>Ketua</i></div></div>`,
  (words: string, photo: string) =>
    `<img class=fill style="width:100%;height:100%;object-fit:cover" src="${photo}"><div class=fill style="top:330px;background:linear-gradient(transparent,#000c 30%);color:#ffe14d;padding:90px 30px 0;font:bold 25px/1.35 'DejaVu Sans Condensed'">${words}</div>`,
  (words: string, photo: string) =>
    `<div class=fill style="background:#111"><img style="width:100%;height:250px;object-fit:cover;opacity:.85" src="${photo}"><div style="background:#ffd400;color:#111;font:bold 34px 'DejaVu Sans Condensed';padding:8px 24px">WASPADA!!!</div><div style="color:#fff;padding:22px 26px;font:bold 25px/1.4 'DejaVu Sans'">${words}</div></div>`,
];

/** Draws a claim as it was first posted; the same seed gives the same design and photograph. */
export async function drawPost(studio: Studio, words: string, seed: number): Promise<Buffer> {
  const hue = Math.floor(seededNumbers(seed)() * 360);
  const photo = asAddress(await aBackdrop(seed, POST.width, POST.height));
  const design = DESIGNS[seed % DESIGNS.length] ?? DESIGNS[0];
  return studio.draw(design?.(escapeHtml(words), photo, hue) ?? '', POST);
}
