import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileReader } from '../../src/media/reading/file-reader.ts';
import { aFileReader, aKnownFile, aMatcherOf } from '../support/known-media.ts';
import { aPost, aPoster, passedOn, unreadably } from '../support/make-posts.ts';

const PATIENCE_MS = 120_000;
const HOAX = 'Gempa besar akan mengguncang Jakarta malam ini pukul sepuluh';

let reader: FileReader;
beforeAll(() => {
  reader = aFileReader();
});
afterAll(() => reader.close());

describe('a poster on the template of a hoax', () => {
  const asHoax = () => aPoster(HOAX, { sender: 'BMKG' });

  test(
    'is not answered when it denies the hoax, or says something else',
    async () => {
      const known = await aKnownFile(reader, await asHoax(), { id: 'gempa', title: HOAX });
      const ask = await aMatcherOf(reader, [known]);
      for (const text of [
        'Gempa tidak bisa diprediksi, jangan percaya kabar gempa besar di Jakarta malam ini',
        'Gempa besar di Jakarta malam ini hoaks, gempa tidak dapat diramalkan',
        'Simulasi gempa di Surabaya diadakan Kamis, warga diminta berkumpul di lapangan',
      ]) {
        const [tier] = await ask(await passedOn(await aPoster(text, { sender: 'BMKG' })));
        expect([text, tier]).not.toEqual([text, 'answer']);
      }
      expect(await ask(await passedOn(await asHoax()))).toEqual(['answer', 'gempa']);
    },
    PATIENCE_MS,
  );
});

describe('a poster on the template of a hoax, whose words are surely read', () => {
  test(
    'is not even called similar with other words, but the hoax is still known in a chat',
    async () => {
      const words =
        'Mulai Senin iuran sampah di Tegalsari naik tiga kali lipat, penunggak diputus listriknya';
      const other =
        'Mulai Senin senam lansia di Tegalsari pindah ke balai desa, peserta membawa sajadah sendiri';
      const template = { sender: 'INFO WARGA' };
      const hoax = await aPoster(words, template);
      const known = await aKnownFile(reader, hoax, { id: 'sampah', title: words });
      const ask = await aMatcherOf(reader, [known]);
      expect((await ask(await passedOn(await aPoster(other, template))))[0]).toBe('none');
      expect(await ask(await passedOn(hoax))).toEqual(['answer', 'sampah']);
    },
    PATIENCE_MS,
  );
});

describe('a post of the same account on the same background', () => {
  const account = { handle: '@kabar.warga62', seed: 11 };

  test(
    'is not answered with another text',
    async () => {
      const post = await aPost(HOAX, account);
      const known = await aKnownFile(reader, post, { id: 'gempa', title: HOAX });
      const ask = await aMatcherOf(reader, [known]);
      for (const text of [
        'Harga cabai di pasar Brebes turun lagi pekan ini',
        'Tim voli putri Gresik menang telak di final',
        'Malam ini listrik padam di Bekasi',
      ]) {
        const [tier] = await ask(await passedOn(await aPost(text, account)));
        expect([text, tier]).not.toEqual([text, 'answer']);
      }
    },
    PATIENCE_MS,
  );

  test(
    'is not answered with another text that cannot be read',
    async () => {
      for (const seed of [21, 22, 32]) {
        const hidden = await unreadably(HOAX, seed);
        const read = await aKnownFile(reader, hidden, { id: 'gempa' });
        const files = read.files?.map((file) => ({ ...file, written: undefined }));
        const known = { ...read, narratives: [], files: files ?? [] }; // a reader may see a letter or two
        const ask = await aMatcherOf(reader, [known]);
        const other = await unreadably('Listrik padam di Bekasi sampai lusa', seed);
        expect([seed, (await ask(await passedOn(other)))[0]]).not.toEqual([seed, 'answer']);
        expect([seed, ...(await ask(await passedOn(hidden)))]).toEqual([seed, 'answer', 'gempa']);
      }
    },
    PATIENCE_MS,
  );

  test(
    'is asked about where its words were known and cannot be read any more',
    async () => {
      const poster = await aPoster(HOAX, {});
      const known = await aKnownFile(reader, poster, { id: 'gempa' });
      const ask = await aMatcherOf(reader, [known]);
      for (const width of [64, 110]) {
        const small = await sharp(poster).resize(width).toBuffer();
        const blurred = await sharp(small).resize(900).jpeg({ quality: 60 }).toBuffer();
        expect([width, (await ask(blurred))[0]]).toEqual([width, 'confirm']);
      }
    },
    PATIENCE_MS,
  );

  test(
    'shares nothing but its account with a post that nobody has checked',
    async () => {
      const known = await aKnownFile(reader, await aPost(HOAX, account), { id: 'gempa' });
      const ask = await aMatcherOf(reader, [known]);
      const other = await aPost('Resep sambal terasi untuk akhir pekan', { ...account, seed: 12 });
      expect((await ask(other))[0]).toBe('none');
    },
    PATIENCE_MS,
  );
});

test(
  'an amount that stands alone in a line of a poster is no counter of an app',
  async () => {
    const poster = (amount: string) =>
      aPoster(`Bantuan tunai untuk semua warga|${amount}|daftar hari ini`, {});
    const known = await aKnownFile(reader, await poster('600 rb'), { id: 'bantuan' });
    const ask = await aMatcherOf(reader, [known]);
    expect((await ask(await poster('900 rb')))[0]).not.toBe('answer');
    expect(await ask(await poster('600 rb'))).toEqual(['answer', 'bantuan']);
  },
  PATIENCE_MS,
);
