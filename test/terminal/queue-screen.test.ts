import { expect, test } from 'vitest';
import { staffLanguages } from '../../src/i18n/languages.ts';
import { terminalWords } from '../../src/terminal/text.ts';
import { putCase } from '../web/desk/rich-desk.ts';
import { openDesk } from './open-desk.ts';

const LONG = `Bendungan di hulu retak ${'dan warga diminta segera naik ke bukit '.repeat(4)}sekarang`;
const NO_FILE = { sha256: '', mime: '' };

test.each(staffLanguages)('no key of a screen has two meanings in its help: %s', (language) => {
  for (const [, rows] of terminalWords(language).keys.help) {
    const keys = rows.flatMap(([each = '']) => each.split(/[ ,]+/));
    const single = keys.filter((key) => /^[a-zA-Z]$/.test(key));
    expect(single.toSorted()).toEqual([...new Set(single)].toSorted());
  }
});

test('a wide terminal shows the whole chosen case beside its list', async () => {
  const desk = await openDesk({ cases: 0 });
  await putCase(desk, 'KC01', { claim: LONG, citizens: 9 }, NO_FILE);
  await putCase(desk, 'KC02', { claim: 'Air galon isi ulang dicampur sabun' }, NO_FILE);
  const rina = await desk.sit('rina');
  await rina.press('6');
  const isWhole = (columns: number) => rina.screen({ columns, rows: 30 }).includes('sekarang');
  expect([isWhole(80), isWhole(120)]).toEqual([false, true]);
  await rina.press('j');
  expect(isWhole(120)).toBe(false);
});

test('how long a case has waited is never cut off', async () => {
  const desk = await openDesk({ cases: 0 });
  const tags = { tags: ['bendungan', 'evakuasi', 'hulu', 'bukit', 'hujan', 'banjir', 'sungai'] };
  await putCase(desk, 'KC01', { claim: LONG, citizens: 9, hours: 11, case: tags }, NO_FILE);
  const rina = await desk.sit('rina');
  await rina.press('6');
  expect(rina.lines().find((row) => row.includes('#bendungan'))).toMatch(/^ {2}11 jam +#.*…$/);
});
