import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { seededNumbers } from './generate.ts';
import { ffmpeg } from './media-tools.ts';

/** Writes a film of twelve seconds: the camera pans over four painted scenes, to a tune. */
export async function makeFilm(seed: number, path: string): Promise<void> {
  const random = seededNumbers(seed);
  const folder = mkdtempSync(join(tmpdir(), 'posko-film-'));
  try {
    const inputs: string[] = [];
    const pans: string[] = [];
    for (let scene = 0; scene < SCENES; scene++) {
      const picture = join(folder, `${scene}.png`);
      await sharp(Buffer.from(paint(random))).toFile(picture);
      inputs.push('-loop', '1', '-framerate', '15', '-t', '3', '-i', picture);
      const [x, y] = [random() < 0.5 ? 't/3' : '1-t/3', random().toFixed(2)];
      pans.push(`[${scene}]crop=640:360:(iw-640)*(${x}):(ih-360)*${y},setsar=1[s${scene}]`);
    }
    const joined = `${pans.map((_, scene) => `[s${scene}]`).join('')}concat=n=${SCENES}[all]`;
    const [base, step, skip] = [
      150 + random() * 400,
      40 + random() * 90,
      1 + Math.floor(random() * 10),
    ];
    const tone = `${base.toFixed(0)}+${step.toFixed(0)}*mod(floor(t*3)*${skip},11)`;
    const tune = `aevalsrc='0.3*sin(2*PI*t*(${tone}))':s=16000:d=12`;
    ffmpeg(
      ...[...inputs, '-f', 'lavfi', '-i', tune, '-filter_complex', [...pans, joined].join(';')],
      ...['-map', '[all]', '-map', `${SCENES}:a`, ...FILM, '-crf', '23', path],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What happens to a film on its way from phone to phone; each writes the edited `from` to `to`. */
export const FILM_EDITS: Readonly<Record<string, (from: string, to: string) => void>> = {
  '480p, crf 34': (from, to) =>
    ffmpeg('-i', from, '-vf', 'scale=854:480', ...FILM, '-crf', '34', to),
  trimmed: (from, to) => ffmpeg('-ss', '2.3', '-t', '7', '-i', from, ...FILM, '-crf', '28', to),
  captioned: (from, to) => ffmpeg('-i', from, '-vf', CAPTION, ...FILM, '-crf', '28', to),
  mirrored: (from, to) => ffmpeg('-i', from, '-vf', 'hflip', ...FILM, '-crf', '28', to),
};

const SCENES = 4;
const FILM = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
/** A white bar on top with two lines of what looks like words. */
const CAPTION = [
  'pad=iw:ih+80:0:80:white',
  ...[60, 180, 250, 390, 470].map((x) => `drawbox=${x}:14:${x % 7}0+30:18:black:fill`),
  ...[90, 160, 300, 420].map((x) => `drawbox=${x}:46:${x % 9}0+20:18:black:fill`),
].join();

/** A scene, wider than the picture: sky, ground, and things of some kind on it. */
function paint(random: () => number): string {
  const below = (end: number) => Math.floor(random() * end);
  const colour = () => `hsl(${below(360)} ${20 + below(70)}% ${15 + below(70)}%)`;
  const things = Array.from({ length: 25 + below(25) }, () => {
    const [x, y, size] = [below(1100), below(500), 15 + below(140)];
    if (random() < 0.5) return `<circle cx="${x}" cy="${y}" r="${size / 2}" fill="${colour()}"/>`;
    const turn = `transform="rotate(${below(90)} ${x} ${y})"`;
    return `<rect x="${x}" y="${y}" width="${size}" height="${20 + below(200)}" fill="${colour()}" ${turn}/>`;
  });
  const ground = `<rect y="${200 + below(200)}" width="1100" height="500" fill="${colour()}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1100" height="500"><rect width="1100" height="500" fill="${colour()}"/>${ground}${things.join('')}</svg>`;
}
