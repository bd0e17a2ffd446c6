import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileReader } from '../../src/media/reading/file-reader.ts';
import { VOICE_WEAR } from '../bench/lifelike/record-voices.ts';
import { aFolder } from '../support/builders.ts';
import { aFileReader, aKnownFile, aMatcherOf } from '../support/known-media.ts';
import { speakText } from '../support/make-reels.ts';
import { hasMediaTools } from '../support/media-tools.ts';
import { SOUND_EDITS } from '../support/sound-edits.ts';

const PATIENCE_MS = 240_000;

interface Facts {
  bank?: string;
  day?: string;
  sum?: string;
  end?: string;
}

function aRumour({ bank = 'Nusantara', day = 'Senin', sum = 'lima', end = 'besok' }: Facts) {
  return `Selamat pagi bapak dan ibu. Menurut orang dalam, Bank ${bank} akan ditutup mulai hari ${day} sampai waktu yang belum ditentukan. Nasabah hanya boleh mengambil ${sum} juta rupiah setiap minggu. Tolong sampaikan kepada keluarga supaya bersiap ${end}.`;
}

const CHANGED: readonly Facts[] = [
  { bank: 'Mandala', day: 'Rabu' },
  { bank: 'Cendana' },
  { day: 'Jumat' },
  { sum: 'tujuh' },
  { end: 'lusa' },
];

let reader: FileReader;
beforeAll(() => {
  reader = aFileReader();
});
afterAll(() => reader?.close());

function say(text: string, voice: string): string {
  const path = join(aFolder(), 'a.ogg');
  speakText(text, voice, path);
  return path;
}

describe.skipIf(!hasMediaTools())('a synthetic voice', () => {
  test.each(['id+m2', 'id+f5', 'id+m5'])(
    'that says the same with another name, day or amount is never answered: %s',
    async (voice) => {
      const known = await aKnownFile(reader, readFileSync(say(aRumour({}), voice)), {
        id: 'hoaks',
      });
      const ask = await aMatcherOf(reader, [known]);
      for (const facts of CHANGED) {
        const [tier] = await ask(readFileSync(say(aRumour(facts), voice)));
        expect([facts, tier]).not.toEqual([facts, 'answer']);
      }
    },
    PATIENCE_MS,
  );

  test(
    'that says the very same is answered, however it was sent on',
    async () => {
      const note = say(aRumour({}), 'id+m2');
      const known = await aKnownFile(reader, readFileSync(note), { id: 'hoaks' });
      const ask = await aMatcherOf(reader, [known]);
      for (const edit of ['opus', 'mp3', 'phone band']) {
        const sent = join(aFolder(), 'b.ogg');
        SOUND_EDITS[edit]?.(note, sent);
        expect([edit, ...(await ask(readFileSync(sent)))]).toEqual([edit, 'answer', 'hoaks']);
      }
    },
    PATIENCE_MS,
  );

  test.each(['tempo 1.3', 'pitch +2'])(
    'that is changed is asked about when it says the same, and never answered: %s',
    async (way) => {
      const change = (note: string): Buffer => {
        const sent = join(aFolder(), 'b.ogg');
        VOICE_WEAR[way]?.(note, sent, note);
        return readFileSync(sent);
      };
      const note = say(aRumour({}), 'id+m2');
      const known = await aKnownFile(reader, readFileSync(note), { id: 'hoaks' });
      const ask = await aMatcherOf(reader, [known]);
      expect(await ask(change(note))).toEqual(['confirm', 'hoaks']);
      for (const facts of CHANGED) {
        const [tier] = await ask(change(say(aRumour(facts), 'id+m2')));
        expect([facts, tier]).not.toEqual([facts, 'answer']);
      }
    },
    PATIENCE_MS,
  );

  test(
    'a voice that was kept before voices were compared word by word is asked about',
    async () => {
      const note = readFileSync(say(aRumour({}), 'id+f5'));
      const known = await aKnownFile(reader, note, { id: 'hoaks' });
      const files = known.files?.map(({ voice: _, ...file }) => file);
      const ask = await aMatcherOf(reader, [{ ...known, files }]);
      expect(await ask(note)).toEqual(['confirm', 'hoaks']);
    },
    PATIENCE_MS,
  );
});
