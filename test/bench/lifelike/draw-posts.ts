import { seededNumbers } from '../../support/generate.ts';
import { aBackdrop, asAddress, escapeHtml, type Screen, type Studio } from './studio.ts';

const POST: Screen = { width: 540, height: 675, density: 2 };

/** How a claim is set; each has a place for a photograph and for the words. */
const DESIGNS: Readonly<Record<string, Design>> = {
  'over a photograph': (words, photo) =>
    `<img class=fill style="width:100%;height:100%;object-fit:cover" src="${photo}"><div class=fill style="padding:60px 36px;color:#fff;font:bold 31px/1.4 'DejaVu Sans';text-shadow:0 0 6px #000,0 2px 3px #000">${words}</div>`,
  'on a gradient': (words, _, hue) =>
    `<div class=fill style="background:linear-gradient(150deg,hsl(${hue} 70% 30%),hsl(${hue + 70} 70% 52%));color:#fff;padding:120px 44px;font:bold 28px/1.5 'DejaVu Sans';text-align:center">${words}<div style="margin-top:60px;font:16px 'DejaVu Sans'">@infowarga.kita</div></div>`,
  'below a photograph': (words, photo) =>
    `<div class=fill style="background:#fff"><img style="width:100%;height:330px;object-fit:cover" src="${photo}"><div style="padding:20px 28px"><b style="color:#c00;font-size:17px">KABAR KILAT</b><div style="font:bold 25px/1.35 'DejaVu Serif';margin-top:10px">${words}</div></div></div>`,
  'a letter': (words) =>
    `<div class=fill style="background:#fbfaf5;padding:50px;font:21px/1.7 'DejaVu Serif'"><div style="text-align:center;border-bottom:3px double #222;padding-bottom:14px;margin-bottom:26px"><b>PENGUMUMAN</b><br><span style="font-size:15px">Nomor 014/PW/I</span></div>${words}<div style="margin:50px 0 0 280px">Tertanda,<br><br><i>Ketua</i></div></div>`,
  'yellow over a photograph': (words, photo) =>
    `<img class=fill style="width:100%;height:100%;object-fit:cover" src="${photo}"><div class=fill style="top:330px;background:linear-gradient(transparent,#000c 30%);color:#ffe14d;padding:90px 30px 0;font:bold 25px/1.35 'DejaVu Sans Condensed'">${words}</div>`,
  'below a warning': (words, photo) =>
    `<div class=fill style="background:#111"><img style="width:100%;height:250px;object-fit:cover;opacity:.85" src="${photo}"><div style="background:#ffd400;color:#111;font:bold 34px 'DejaVu Sans Condensed';padding:8px 24px">WASPADA!!!</div><div style="color:#fff;padding:22px 26px;font:bold 25px/1.4 'DejaVu Sans'">${words}</div></div>`,
  'thin over a photograph': (words, photo) =>
    `<img class=fill style="width:100%;height:100%;object-fit:cover" src="${photo}"><div class=fill style="padding:230px 50px;color:#fff;font:26px/1.45 'DejaVu Sans'">${words}</div>`,
  'small print': (words, photo) =>
    `<div class=fill style="background:#f7f3e8"><img style="width:100%;height:380px;object-fit:cover" src="${photo}"><div style="padding:16px 40px;font:12px/1.5 'DejaVu Serif'">${words}<div style="margin-top:12px;color:#666">Foto: istimewa. Bagikan kepada yang lain agar semua waspada.</div></div></div>`,
  'two columns': (words, photo, hue) =>
    `<div class=fill style="background:#fff"><div style="background:hsl(${hue} 60% 35%);color:#fff;font:bold 30px 'DejaVu Sans';padding:16px 24px">INFO PENTING</div><div class=row style="align-items:flex-start;padding:20px"><div style="width:240px;font:bold 19px/1.45 'DejaVu Sans'">${words}</div><div style="width:240px;font:15px/1.5 'DejaVu Sans';color:#333"><img style="width:240px;height:200px;object-fit:cover" src="${photo}"><p>Simpan nomor penting keluarga Anda. Catat juga alamat puskesmas terdekat.</p></div></div></div>`,
};

type Design = (words: string, photo: string, hue: number) => string;

const LOOKS = Object.keys(DESIGNS);

/** The name of the design that a seed gives. */
export function lookOf(seed: number): string {
  return LOOKS[seed % LOOKS.length] ?? '';
}

/** Draws a claim as it was first posted; the same seed gives the same design and photograph. */
export async function drawPost(studio: Studio, words: string, seed: number): Promise<Buffer> {
  const hue = Math.floor(seededNumbers(seed)() * 360);
  const photo = asAddress(await aBackdrop(seed, POST.width, POST.height));
  return studio.draw(DESIGNS[lookOf(seed)]?.(escapeHtml(words), photo, hue) ?? '', POST);
}
