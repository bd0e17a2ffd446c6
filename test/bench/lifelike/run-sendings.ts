import { readFileSync } from 'node:fs';
import { openMemoryStore } from '../../../src/app/open-store.ts';
import { type EvidenceReader, isDebunk } from '../../../src/domain/messages/evidence.ts';
import { FactCheckIndex } from '../../../src/services/fact-checks/fact-check-index.ts';
import { aFactCheck } from '../../support/builders.ts';
import { aKnownFile } from '../../support/known-media.ts';
import { cpuTime } from '../cpu-time.ts';
import { makeHoaxes } from '../ocr-texts.ts';
import { makeSendings, type Sending } from './sendings.ts';
import { type Item, makeItems, type Workshop } from './stored-items.ts';
import { judge, type Result, shareLost } from './tally.ts';

/** Which items are asked about, and at most how many of each kind. */
export interface Selection {
  most: number;
  isHeldOut: boolean;
  /** Kinds to store and ask about. */
  kinds: readonly string[];
  /** A part of the name of the ways to ask; all if empty. */
  way: string;
}

/** Fact-checks of nothing that is sent. */
const OTHERS = 300;

/** Stores the items of some kinds and yields what becomes of each selected sending. */
export async function* runSendings(
  shop: Workshop,
  reader: EvidenceReader,
  selection: Selection,
): AsyncGenerator<Result> {
  const items = await makeItems(shop, selection);
  const index = await storeItems(items, reader, shop.seed);
  for (const item of items) {
    if (item.isHeldOut !== selection.isHeldOut) continue;
    for await (const sending of makeSendings(shop, item)) {
      if (!sending.way.includes(selection.way)) continue;
      yield await send(sending, { index, reader });
    }
  }
}

async function storeItems(items: readonly Item[], reader: EvidenceReader, seed: number) {
  const known = [];
  for (const { id, told, said, path, isByWords } of items) {
    const about = { id, title: told, narratives: [told] };
    if (isByWords) known.push(aFactCheck({ ...about, narratives: [told, said] }));
    else known.push(await aKnownFile(reader, readFileSync(path), about));
  }
  const others = makeHoaxes(OTHERS, seed).map(({ document: { id, title, narratives } }) =>
    aFactCheck({ id, title, narratives: [...narratives] }),
  );
  const store = await openMemoryStore([...known, ...others]);
  return FactCheckIndex.open(store.factChecks);
}

interface Tipline {
  index: FactCheckIndex;
  reader: EvidenceReader;
}

async function send(sending: Sending, { index, reader }: Tipline): Promise<Result> {
  const begun = performance.now();
  const worked = cpuTime();
  const evidence = await reader.read({ mime: '', bytes: sending.bytes });
  const { texts: read, asked } = evidence;
  const found = await index.match({
    text: '',
    read,
    files: [asked],
    debunks: isDebunk(evidence),
  });
  const times = { ms: performance.now() - begun, cpuMs: cpuTime() - worked };
  const { item, owed, way } = sending;
  const isShown = owed === 'answer' && item.kind === 'picture' && way !== 'cropped 9:16';
  const lost = isShown ? shareLost(item.said, read.map(({ text }) => text).join(' ')) : undefined;
  return { sending, outcome: judge(sending, found), lost, ...times };
}
