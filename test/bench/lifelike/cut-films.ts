import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ffmpeg } from '../../support/media-tools.ts';
import { aBackdrop, escapeHtml, type Studio } from './studio.ts';

const FILM = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
const SCENES = 5;

interface Cut {
  /** Of the pictures. */
  seed: number;
  caption: string;
  sound: string;
  seconds: number;
}

/** Cuts a film: the camera pans over scenes, a caption stands below, and a sound is heard. */
export async function cutFilm(studio: Studio, cut: Cut, path: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'posko-cut-'));
  try {
    const inputs: string[] = [];
    const long = (cut.seconds / SCENES).toFixed(2);
    const pans: string[] = [];
    for (let scene = 0; scene < SCENES; scene++) {
      const picture = join(folder, `${scene}.png`);
      writeFileSync(picture, await aBackdrop(cut.seed * 100 + scene, 900, 460));
      inputs.push('-loop', '1', '-framerate', '24', '-t', long, '-i', picture);
      const x = scene % 2 === 0 ? `t/${long}` : `1-t/${long}`;
      pans.push(`[${scene}]crop=640:360:(iw-640)*(${x}):(ih-360)*0.5,setsar=1[s${scene}]`);
    }
    const caption = join(folder, 'caption.png');
    writeFileSync(caption, await drawCaption(studio, cut.caption));
    const joined = `${pans.map((_, scene) => `[s${scene}]`).join('')}concat=n=${SCENES}[all]`;
    const graph = [...pans, joined, `[all][${SCENES}]overlay[out]`].join(';');
    ffmpeg(
      ...[...inputs, '-i', caption, '-i', cut.sound, '-filter_complex', graph, '-map', '[out]'],
      ...['-map', `${SCENES + 1}:a`, '-shortest', ...FILM, '-crf', '25', path],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function drawCaption(studio: Studio, words: string): Promise<Buffer> {
  const first = words.split('. ')[0] ?? '';
  return studio.draw(
    `<div style="position:absolute;bottom:14px;left:24px;right:24px;text-align:center;color:#fff;font:bold 24px/1.3 'DejaVu Sans';text-shadow:0 0 5px #000,0 0 3px #000">${escapeHtml(first)}</div>`,
    { width: 640, height: 360, density: 1 },
  );
}

/** What happens to a film on its way; each writes the edited `from` to `to`. */
export const FILM_WEAR: Readonly<Record<string, (from: string, to: string) => void>> = {
  '480p, coarse': (from, to) =>
    ffmpeg('-i', from, '-vf', 'scale=480:-2', ...FILM, '-crf', '35', '-b:a', '48k', to),
  'ends cut': (from, to) => ffmpeg('-ss', '2.3', '-t', '16', '-i', from, ...FILM, '-crf', '28', to),
  mirrored: (from, to) => ffmpeg('-i', from, '-vf', 'hflip', ...FILM, '-crf', '28', to),
  'sped up 1.25': (from, to) =>
    ffmpeg('-i', from, '-vf', 'setpts=PTS/1.25', '-af', 'atempo=1.25', ...FILM, '-crf', '28', to),
  'sped up 1.25, mirrored, pitch +2': (from, to) =>
    ffmpeg(
      ...['-i', from, '-vf', 'setpts=PTS/1.25,hflip'],
      ...['-af', 'aresample=16000,asetrate=17959,aresample=16000,atempo=1.1137'],
      ...[...FILM, '-crf', '28', to],
    ),
  'in a 9:16 reel': (from, to) =>
    ffmpeg('-i', from, '-filter_complex', REEL, ...FILM, '-crf', '28', to),
  'cropped to a square': (from, to) =>
    ffmpeg('-i', from, '-vf', 'crop=ih:ih', ...FILM, '-crf', '28', to),
};

const REEL =
  '[0]split[a][b];[a]scale=-2:960,crop=540:960,boxblur=20[back];[b]scale=540:-2[front];[back][front]overlay=0:(H-h)/2';
