import type { OverlayOptions } from 'sharp';
import { lookOf } from '../domain/fact-checks/verdicts.ts';
import { shorten } from '../domain/text/shorten.ts';
import { escapeMarkup } from '../i18n/escape-markup.ts';
import type { CardPainter } from '../ports/card-renderer.ts';
/** Draws cards of 1200 by 630, the size that WhatsApp and others show next to a link. */
export const cardPainter: CardPainter = {
  async paint(card) {
    const { default: sharp } = await import('sharp'); // takes memory, so only when needed
    const look = lookOf(card.verdict, card.isWithdrawn);
    const claim = await writeLargest(sharp, `“${card.claim}”`, CLAIM);
    const word = await writeLargest(sharp, look.word, WORD);
    const source = await writeLargest(sharp, card.source, SOURCE);
    const code = await writeLargest(sharp, card.code, CODE);
    const footer = await writeLargest(sharp, card.footer, FOOTER);
    const placed = [
      { ...place(word, WORD), left: 200 },
      place(claim, CLAIM),
      place(source, SOURCE),
      place(code, CODE),
      place(footer, FOOTER),
    ];
    const ground = Buffer.from(drawGround(look.colour, look.icon));
    const picture = sharp(ground, { density: 72 }).composite(placed);
    const bytes = await picture.png({ palette: true, colours: 64, effort: 4 }).toBuffer();
    return { name: 'kartu.png', mime: 'image/png', bytes };
  },
};

type Sharp = typeof import('sharp')['default'];

const MARGIN = 60;
const WIDTH = 1080;
const BOLD = 'DejaVu Sans Bold';

/** Field of a text: its vertical middle, its height, and the font sizes to try. */
interface Field {
  font: string;
  colour: string;
  middle: number;
  height: number;
  sizes: readonly number[];
}

const WORD: Field = { font: BOLD, colour: '#ffffff', middle: 76, height: 90, sizes: [64] };
const CLAIM: Field = {
  font: BOLD,
  colour: '#14171a',
  middle: 312,
  height: 290,
  sizes: [58, 50, 44, 38, 32],
};
const LINE = { height: 46, sizes: [30, 26, 22] };
const SOURCE: Field = { ...LINE, font: 'DejaVu Sans', colour: '#3c434b', middle: 482 };
/** Dark on white and large enough for a machine to read after forwarding. */
const CODE: Field = { font: BOLD, colour: '#14171a', middle: 515, height: 30, sizes: [26, 24] };
const FOOTER: Field = { ...LINE, font: BOLD, colour: '#ffffff', middle: 587 };

type Written = Awaited<ReturnType<typeof write>>;

/** Writes the text as large as its field allows; shortens what does not fit the smallest size. */
async function writeLargest(sharp: Sharp, whole: string, field: Field): Promise<Written> {
  let text = whole;
  for (;;) {
    for (const size of field.sizes) {
      const written = await write(sharp, text, { ...field, size });
      if (written.info.height <= field.height || text.length < 4) return written;
    }
    text = shorten(text, Math.floor(text.length * 0.7));
  }
}

type Line = Pick<Field, 'font' | 'colour'> & { size: number };

/** Pango breaks lines and joins letters for each script; its markup is escaped like XML. */
async function write(sharp: Sharp, text: string, line: Line) {
  const { font, size, colour } = line;
  const markup = `<span foreground="${colour}">${escapeMarkup(text.trim() || '–')}</span>`;
  const drawn = sharp({
    text: {
      text: markup,
      font: `${font} ${size}`,
      width: WIDTH,
      dpi: 72,
      rgba: true,
      wrap: 'word-char',
      spacing: Math.round(size / 8),
    },
  });
  return drawn.png().toBuffer({ resolveWithObject: true });
}

/** Places a text with its middle at a height. */
function place({ data, info }: Written, { middle }: Field): OverlayOptions {
  return { input: data, top: Math.max(0, Math.round(middle - info.height / 2)), left: MARGIN };
}

function drawGround(colour: string, sign: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
<rect width="1200" height="630" fill="#ffffff"/>
<rect width="1200" height="152" fill="${colour}"/>
<g transform="translate(60 22) scale(4.5)" fill="none" stroke="#ffffff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"><path d="${sign}"/></g>
<rect y="544" width="1200" height="86" fill="#14171a"/>
</svg>`;
}
