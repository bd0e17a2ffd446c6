import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ShowFile } from '../../src/terminal/follow-order.ts';
import { aCase, aCaseCommit, aTip } from '../support/builders.ts';
import { openDesk } from './open-desk.ts';

const fileOf = (text: string, mime: string) => {
  const bytes = Buffer.from(text);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), mime };
};
const picture = fileOf('a picture', 'image/jpeg');
const film = fileOf('a film', 'video/mp4; codecs=avc1');
const program = fileOf('a page', 'text/html');

/** A console with a case open that has these files; what is shown is noted. */
async function aConsole(files: readonly ReturnType<typeof fileOf>[], isThere = true) {
  const shown: [string, string][] = [];
  const showFile: ShowFile = async (name, bytes) => {
    shown.push([name, Buffer.from(bytes).toString()]);
    return isThere;
  };
  const desk = await openDesk({
    cases: 0,
    showFile,
    prepare: async (store) => {
      for (const { bytes, ...file } of files) {
        await store.media.keep({ ...file, size: bytes.length }, bytes, 0);
      }
      const media = files.map(({ sha256, mime }) => ({ sha256, mime }));
      const found = aCase({ id: 'c', ticket: 'K7Q2' });
      await store.cases.commit(
        aCaseCommit({ newCases: [found], tips: [aTip({ case: 'c', media })] }),
      );
    },
  });
  const rina = await desk.sit('rina');
  await rina.press('o');
  await rina.type('k7q2');
  await rina.press('enter');
  return { rina, shown };
}

test('v shows the file of a case in another program, and both foot and help say so', async () => {
  const { rina, shown } = await aConsole([picture]);
  expect(rina.screen()).toContain('v berkas');
  await rina.press('v');
  expect(shown).toEqual([[`berkas-${picture.sha256.slice(0, 6)}.jpg`, 'a picture']]);
  expect(rina.screen()).toContain('Salinannya dihapus saat konsol ditutup');
  await rina.press('?');
  expect(rina.screen({ columns: 100, rows: 90 })).toContain('lihat berkas');
});

test('of several files one is asked for', async () => {
  const { rina, shown } = await aConsole([picture, film]);
  await rina.press('v');
  expect(rina.screen()).toContain('[2] video/mp4');
  await rina.press('2');
  expect(shown).toEqual([[`berkas-${film.sha256.slice(0, 6)}.mp4`, 'a film']]);
});

test('what might start something is not opened', async () => {
  const { rina, shown } = await aConsole([program]);
  await rina.press('v');
  expect([shown, rina.screen().includes('bisa menjalankan sesuatu')]).toEqual([[], true]);
});

test('it is said where there is no file, and where no program is there', async () => {
  const bare = await aConsole([]);
  await bare.rina.press('v');
  expect(bare.rina.screen()).toContain('tidak membawa berkas');
  const without = await aConsole([picture], false);
  await without.rina.press('v');
  expect(without.rina.screen()).toContain('POSKO_VIEWER');
});
