import { expect, test } from 'vitest';
import { neutralise } from '../../src/domain/text/strip-control-codes.ts';
import { listQueue, viewCase } from '../../src/services/cases/queue.ts';
import { cut, widthOf, wrap } from '../../src/terminal/measure.ts';
import { showCase, showQueue } from '../../src/terminal/show-case.ts';
import { differencesInWords, wordingLines } from '../../src/terminal/show-wordings.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import { openDesk } from './open-desk.ts';

const BIDI = '\u202eTERBALIK\u202c \u2066dalam\u2069';
const HOSTILE = [
  'judul: \x1b]0;DIRETAS\x07',
  'hapus layar: \x1b[2J\x1b[H',
  'C1: \x9b31m \x9d0;DIRETAS\x9c',
  'balik: \x08\x08\r baris',
  BIDI,
  `panjang: ${'a'.repeat(400)}`,
  'lebar: 公告 👨‍👩‍👧‍👦 ❤️ 🇮🇩 1️⃣',
  `zalgo: z${'\u0300'.repeat(60)}`,
  'tautan: https://jahat.example/klik',
].join('\n');
/** All that could steer a terminal or turn the writing around. */
const STEERING = /(?!\n)[\p{Cc}]|[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2028\u2029]/u;

test('what could steer the terminal becomes a visible sign', () => {
  expect(neutralise('a\x1b[31mb\x9bc\x7f\x00')).toBe('a␛[31mb�c␡␀');
  expect(neutralise(`${BIDI}`)).toBe('·TERBALIK· ·dalam·');
  expect(neutralise('satu\r\ndua\rtiga\tempat')).toBe('satu\ndua\ntiga empat');
  expect(neutralise('👨‍👩‍👧 🇮🇩 ❤️ 1️⃣')).toBe('👨👩👧 ID ❤ 1');
  expect(neutralise(`z${'\u0300'.repeat(60)}`).length).toBe(3);
  expect(neutralise(HOSTILE)).not.toMatch(STEERING);
});

test('plain Indonesian stays as it is', () => {
  const text = 'Benarkah “bansos” Rp600.000 cair? Kata Ibu Sri… é ñ 😀 (100%)\nBaris dua';
  expect(neutralise(text)).toBe(text);
});

test('wide signs count for two columns, and long words are broken', () => {
  expect(widthOf('公告')).toBe(4);
  expect(widthOf('😀a')).toBe(3);
  expect(widthOf('e\u0301')).toBe(1);
  expect(cut('公告公告', 5)).toBe('公告…');
  expect(wrap('a'.repeat(25), 10)).toEqual(['a'.repeat(10), 'a'.repeat(10), 'aaaaa']);
  expect(wrap('公'.repeat(6), 5)).toEqual(['公公', '公公', '公公']);
  expect(wrap('satu dua tiga', 8)).toEqual(['satu dua', 'tiga']);
});

test('hostile texts stand harmless on every screen, and no line is too long', async () => {
  const desk = await openHostile();
  const rina = await desk.sit('rina');
  const size = { columns: 80, rows: 24 };
  const look = () => {
    for (const line of rina.lines(size)) {
      expect(line).not.toMatch(STEERING);
      expect(widthOf(line)).toBeLessThanOrEqual(80);
    }
    return rina.screen(size);
  };
  expect(look()).toContain('␛]0;DIRETAS');
  await rina.press('enter');
  expect(look()).toContain('hxxps://jahat[.]example');
  for (let page = 0; page < 8; page += 1) {
    await rina.press('pagedown');
    look();
  }
  await rina.press('1');
  rina.session.paste(HOSTILE);
  await desk.wait(1000);
  look();
  await rina.press('escape', 'f');
  await rina.type('bansos cair');
  await rina.press('enter');
  expect(look()).toContain('␛');
});

test('the plain commands print hostile texts just as harmless', async () => {
  const desk = await openHostile();
  const queue = showQueue(await listQueue(desk.deps));
  const view = await viewCase(desk.deps, 'JAHAT1');
  expect(queue).toContain('␛]0;DIRETAS');
  expect(`${queue}${view ? showCase(view, MORNING) : ''}`).not.toMatch(STEERING);
});

test('what differs between a message and a fact-check stands harmless on one line each', () => {
  const lines = differencesInWords([
    { type: 'number', message: HOSTILE.split('\n'), factCheck: ['\x1b[2J50 ribu'] },
  ]);
  expect(lines).toHaveLength(1);
  expect(lines.join('\n')).toContain('␛[2J50 ribu');
  expect(lines.join('')).not.toMatch(STEERING);
});

test('the wordings of a case stand harmless on a line each, and so does what they add', () => {
  const wording = { key: 'a', text: HOSTILE, senders: 1, isFirst: true, isTaken: false };
  const lines = wordingLines([{ ...wording, adds: ['\x1b[2Jtambahan', BIDI], fits: false }]);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('␛[2Jtambahan');
  expect(lines.join('')).not.toMatch(STEERING);
});

function openHostile() {
  return openDesk({
    cases: 0,
    prepare: async (store) => {
      const found = aCase({ ticket: 'JAHAT1', claim: HOSTILE, tags: ['\x1b[5mtag'] });
      const answers = [{ question: '\x1b[31mApa?', text: HOSTILE, at: MORNING }];
      const tip = aTip({ case: found.id, text: HOSTILE, link: '\x1b]8;;http://a.b\x07', answers });
      const history = [{ case: found.id, at: MORNING, by: '\x1b[1mX', what: HOSTILE }];
      await store.cases.commit(aCaseCommit({ newCases: [found], tips: [tip], history }));
      const title = `Bansos cair \x1b[2J ${BIDI}`;
      await store.factChecks.save([aFactCheck({ title, summary: HOSTILE, narratives: [title] })]);
    },
  });
}
