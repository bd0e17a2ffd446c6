import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardPainter } from '../../../src/rendering/paint-card.ts';
import { APP_NAMES, screenshotOf } from './app-screens.ts';
import { FILM_WEAR } from './cut-films.ts';
import { layUnder, speak, VOICE_WEAR } from './record-voices.ts';
import { type Item, makeFile, type Workshop } from './stored-items.ts';
import { sendOn, WEAR } from './wear-pictures.ts';

/** A file as it arrives, and what a tipline owes to whoever sent it. */
export interface Sending {
  item: Item;
  /** What happened to it. */
  way: string;
  /** An answer for what was checked; a question for a debunk of it; nothing for what is something else. */
  owed: 'answer' | 'question' | 'nothing';
  bytes: Buffer;
}

type Made = Omit<Sending, 'item'>;

/** Makes all sendings of an item, one after another. */
export async function* makeSendings(shop: Workshop, item: Item): AsyncGenerator<Sending> {
  const made = {
    picture: picturesOf(shop, item),
    voice: voicesOf(shop, item),
    film: filmsOf(shop, item),
  }[item.kind];
  for await (const each of made) yield { ...each, item };
}

async function* picturesOf(shop: Workshop, item: Item): AsyncGenerator<Made> {
  const { studio } = shop;
  const picture = readFileSync(item.path);
  const show = (app: string, shown: Buffer, words = item.said) =>
    screenshotOf(studio, app, { picture: shown, words });
  const wear = async (way: string, worn: Buffer) =>
    (await WEAR[way]?.(worn, studio, item.seed)) ?? worn;
  const made = async (way: string, owed: Made['owed'], sent: Buffer): Promise<Made> => {
    return { way, owed, bytes: await sendOn(sent) };
  };
  for (const app of APP_NAMES) yield made(app, 'answer', await show(app, picture));
  for (const way of Object.keys(WEAR)) {
    yield made(way, way === 'stamped' ? 'question' : 'answer', await wear(way, picture));
  }
  const post = await show('Facebook', picture);
  yield made('Facebook, recompressed thrice', 'answer', await wear('recompressed thrice', post));
  const stamped = await show('WhatsApp dark', await wear('stamped', picture));
  yield made('stamped, in WhatsApp', 'question', stamped);
  yield made('own card', 'question', await drawCard(item));
  const other = await makeFile(shop, item, { words: item.other, path: '' });
  yield made('other words, same template', 'nothing', other);
  const shown = await show('WhatsApp light', other, item.other);
  yield made('other words, in WhatsApp', 'nothing', shown);
}

/** The card of this tipline for the item's fact-check. */
async function drawCard({ told }: Item): Promise<Buffer> {
  const card = await cardPainter.paint({
    verdict: 'salah',
    isWithdrawn: false,
    claim: told,
    source: 'Posko, 12 Januari 2026',
    footer: 'Ragu? Teruskan pesannya ke WhatsApp +62 811-1000-2000',
    code: 'Kode kartu K7MX-01 · SALAH',
  });
  return Buffer.from(card.bytes);
}

async function* voicesOf(shop: Workshop, item: Item): AsyncGenerator<Made> {
  const path = join(shop.folder, 'sent.ogg');
  const sent = (way: string, owed: Made['owed'], file: string): Made => {
    return { way, owed, bytes: readFileSync(file) };
  };
  for (const [way, wear] of Object.entries(VOICE_WEAR)) {
    wear(item.path, path, shop.song);
    yield sent(way, 'answer', path);
  }
  const other = join(shop.folder, 'other.ogg');
  await makeFile(shop, item, { words: item.other, path: other });
  yield sent('other words, same voice', 'nothing', other);
  for (const way of ['tempo 1.3', 'pitch +2']) {
    VOICE_WEAR[way]?.(other, path, item.song);
    yield sent(`other words, ${way}`, 'nothing', path);
  }
  speak(item.other, item.seed + 1, other);
  layUnder(other, item.song, path);
  yield sent('other words, same song', 'nothing', path);
  yield sent('the song alone', 'nothing', item.song);
}

async function* filmsOf(shop: Workshop, item: Item): AsyncGenerator<Made> {
  const path = join(shop.folder, 'sent.mp4');
  const other = join(shop.folder, 'other.mp4');
  for (const [way, wear] of Object.entries(FILM_WEAR)) {
    wear(item.path, path);
    yield { way, owed: 'answer', bytes: readFileSync(path) };
  }
  const take = { words: item.other, path: other };
  const otherWords = await makeFile(shop, item, take);
  yield { way: 'other words, same pictures and song', owed: 'nothing', bytes: otherWords };
  const sameSpeaker = await makeFile(shop, item, { ...take, hasOtherPictures: true });
  yield { way: 'another film, same speaker or song', owed: 'nothing', bytes: sameSpeaker };
  FILM_WEAR['sped up 1.25']?.(other, path);
  yield { way: 'another film, sped up', owed: 'nothing', bytes: readFileSync(path) };
  const otherSpeaker = { ...take, hasOtherPictures: true, hasOtherVoice: true };
  const bytes = await makeFile(shop, item, otherSpeaker);
  yield { way: 'another film, same song', owed: 'nothing', bytes };
}
