import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { seededNumbers } from '../../support/generate.ts';

/** Width and height in points, and how many pixels each of them has. */
export interface Screen {
  width: number;
  height: number;
  density: number;
}

/** Draws HTML as pictures. */
export class Studio {
  readonly #browser: Browser;
  readonly #pages = new Map<number, Page>();

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async open(executablePath: string): Promise<Studio> {
    return new Studio(await chromium.launch({ executablePath, args: ['--no-sandbox'] }));
  }

  /** Draws the content of a page as PNG; what it leaves out stays transparent. */
  async draw(body: string, { width, height, density }: Screen): Promise<Buffer> {
    const page = this.#pages.get(density) ?? (await this.#newPage(density));
    await page.setViewportSize({ width, height });
    await page.setContent(`<style>${STYLE}</style>${body}`);
    return page.screenshot({ omitBackground: true });
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  async #newPage(deviceScaleFactor: number): Promise<Page> {
    const page = await this.#browser.newPage({ deviceScaleFactor });
    this.#pages.set(deviceScaleFactor, page);
    return page;
  }
}

const STYLE = `*{box-sizing:border-box}body{margin:0;font:16px/1.35 "DejaVu Sans"}
  img{display:block}.fill{position:absolute;inset:0}.row{display:flex;align-items:center;gap:10px}`;

/** A picture as an address that a page can show. */
export function asAddress(picture: Uint8Array, mime = 'png'): string {
  return `data:image/${mime};base64,${Buffer.from(picture).toString('base64')}`;
}

/** Keeps words from being read as HTML. */
export function escapeHtml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** What photographs have and drawings lack: large soft areas, some edges, and the grain of a sensor. */
export async function aBackdrop(seed: number, width: number, height: number): Promise<Buffer> {
  const random = seededNumbers(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const base = upTo(360);
  const shapes = Array.from({ length: 26 }, () => {
    const fill = `hsl(${(base + upTo(120)) % 360} ${15 + upTo(50)}% ${12 + upTo(60)}%)`;
    const [x, y, size] = [upTo(width), upTo(height), width * (0.03 + random() * 0.2)];
    return random() < 0.5
      ? `<ellipse cx="${x}" cy="${y}" rx="${size}" ry="${size * (0.4 + random())}" fill="${fill}"/>`
      : `<path d="M${x} ${y} l${size} ${-size * random()} l${size * random()} ${size * 1.5} z" fill="${fill}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="${random().toFixed(2)}" y2="1"><stop stop-color="hsl(${base} 45% 70%)"/><stop offset="1" stop-color="hsl(${base + 60} 40% 22%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>${shapes.join('')}</svg>`;
  const grain = Uint8Array.from({ length: width * height }, () => 100 + upTo(56));
  const noise = await sharp(grain, { raw: { width, height, channels: 1 } })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  return sharp(Buffer.from(svg))
    .blur(1.5)
    .composite([{ input: noise, blend: 'overlay' }])
    .png()
    .toBuffer();
}
