import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { RawFile } from '../../../src/domain/messages/evidence.ts';
import { readFile } from '../../../src/media/reading/read-file.ts';
import { openTools } from '../../../src/media/reading/tools.ts';
import { findChromium } from '../../support/chromium.ts';
import { temporaryFolder } from '../../support/posko.ts';
import { showProgress } from '../match-run.ts';
import { memoryOfTree } from '../memory-of-tree.ts';
import { formatOtherVoices } from './other-voices.ts';
import { runSendings } from './run-sendings.ts';
import { openWorkshop } from './stored-items.ts';
import { Studio } from './studio.ts';
import { formatResults, type Result } from './tally.ts';
import { formatWordless } from './wordless.ts';

const USAGE = `npm run bench:lifelike -- [options]

Sends pictures, voices and films as they travel to a library of 24 items and 300 other fact-checks.

  --held-out     the third of the items that is never used while tuning; the other two thirds without it
  --small        one item of each kind
  --kinds A,B    picture, voice, film (all)
  --way TEXT     only ways with this in their name
  --seed N       of everything that is made (1)
  --other-voices also 200 recordings by known voices and over known songs
  --list         also each sending that was neither right nor asked about
  --help         this text`;

const LIMITS = `
It cannot imitate: human voices, accents, crosstalk and real rooms (all voices are espeak-ng's, all music is synthetic);
real photographs, faces and handwriting; fonts and emoji that this machine lacks (all letters are DejaVu); the exact
encoders of WhatsApp and of phones; cameras' lenses, focus and white balance in photos of screens; the vast variety of
designs. No speech is transcribed. One author made claims, designs and edits: real sendings will do worse.`;

const { values } = parseArgs({
  options: {
    'held-out': { type: 'boolean', default: false },
    small: { type: 'boolean', default: false },
    kinds: { type: 'string', default: 'picture,voice,film' },
    way: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    'other-voices': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const SAMPLE_MS = 500;

if (values.help) console.log(USAGE);
else await run();

async function run(): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) return;
  using folder = temporaryFolder();
  const studio = await Studio.open(chromium);
  const tools = openTools({});
  const reader = { read: (file: RawFile) => readFile(file, tools) };
  let mostMb = 0;
  const sampling = setInterval(async () => {
    mostMb = Math.max(mostMb, await memoryOfTree('chromium'));
  }, SAMPLE_MS);
  try {
    const results: Result[] = [];
    const shop = openWorkshop(studio, folder.path, Number(values.seed));
    for await (const result of runSendings(shop, reader, select())) {
      results.push(result);
      showProgress(`${results.length}: ${result.sending.item.id}, ${result.sending.way}`);
    }
    showProgress('');
    report(results, mostMb);
    console.log(await formatWordless(results));
    if (values['other-voices']) console.log(await formatOtherVoices(reader, shop));
    console.log(LIMITS);
  } finally {
    clearInterval(sampling);
    await tools.textReader.close();
    await studio.close();
  }
}

function select() {
  return {
    most: values.small ? 1 : Number.POSITIVE_INFINITY,
    isHeldOut: values['held-out'],
    kinds: values.kinds.split(','),
    way: values.way,
  };
}

function report(results: readonly Result[], mostMb: number): void {
  const which = values['held-out'] ? 'held-out items' : 'items for tuning';
  console.log(`${results.length} sendings of ${which}, seed ${values.seed}`);
  console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
  console.log(formatResults(results));
  console.log(`\nmost memory, without the browser that draws: ${mostMb} MB`);
  for (const { sending, outcome } of values.list ? results : []) {
    if (outcome === 'right' || outcome === 'asked') continue;
    console.log(`${outcome}: ${sending.item.id}, ${sending.way}`);
  }
}
