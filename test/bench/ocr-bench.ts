import { parseArgs } from 'node:util';
import { loadData } from '../eval/load-data.ts';
import { findDebunks, makeShelf, type Shelf } from './ocr-find.ts';
import { measureLooks, measureMemory } from './ocr-measure.ts';

const USAGE = `npm run bench:ocr -- [options]

  --engine A,B   what reads: built-in, program (built-in,program)
  --texts N      texts for each look (8)
  --queries N    screenshots of hoaxes that are stored (120), and half as many of siblings that are not
  --store N      stored hoaxes (1000)
  --seed N       of the texts and pictures (1)
  --data DIR     also screenshots of messages of an evaluation folder
  --help         this text`;

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'built-in,program' },
    texts: { type: 'string', default: '8' },
    queries: { type: 'string', default: '120' },
    store: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    data: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else await run();

async function run(): Promise<void> {
  const [queries, seed] = [Number(values.queries), Number(values.seed)];
  const made = makeShelf(Number(values.store), queries, seed);
  for (const engine of values.engine.split(',')) {
    const tesseract = engine === 'built-in' ? 'off' : undefined;
    console.log(`\n${engine}`);
    await measureLooks({ tesseract, texts: Number(values.texts), seed });
    console.log(`\n${engine}: hoaxes found from their screenshots`);
    console.log(await findDebunks(made, { tesseract, seed }));
    if (values.data)
      console.log(await findDebunks(readShelf(values.data, queries), { tesseract, seed }));
  }
  await measureMemory(seed);
}

/** Forwards of an evaluation folder that are short enough for one screenshot. */
function readShelf(folder: string, most: number): Shelf {
  const { full, queries } = loadData(folder);
  const short = queries.filter(({ test, text }) => test === 'forward' && text.length < 600);
  const step = Math.max(1, Math.floor(short.length / most));
  const stored = short
    .filter((_, at) => at % step === 0)
    .slice(0, most)
    .map((query) => ({
      text: query.text,
      right: [query.factCheck ?? '', ...(query.accept ?? [])],
    }));
  return { documents: full, stored, strange: [] };
}
