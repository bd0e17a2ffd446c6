import { expect, test } from 'vitest';
import { decisionSchema } from '../../src/domain/cases/case.ts';
import { findGap } from '../../src/domain/cases/own-words.ts';
import { verdicts, verdictTable } from '../../src/domain/fact-checks/verdicts.ts';
import { changeReply } from '../../src/services/cases/canned-replies.ts';
import { drawDesk } from '../../src/terminal/draw-desk.ts';
import { drawField } from '../../src/terminal/draw-field.ts';
import { edit, insert, toField } from '../../src/terminal/edit-text.ts';
import { terminalWords } from '../../src/terminal/text.ts';
import {
  newForm,
  readForm,
  toDecision,
  withNextTemplate,
  withVerdict,
} from '../../src/terminal/verdict-form.ts';
import { openDesk } from './open-desk.ts';

const words = terminalWords('id');

test('every verdict has templates, and the first can go out as it stands', () => {
  for (const verdict of verdicts) {
    const [first, ...others] = verdictTable[verdict].templates;
    expect(findGap(first)).toBeUndefined();
    for (const summary of [first, ...others]) {
      expect(decisionSchema.safeParse({ verdict, summary }).success).toBe(true);
      expect(summary.length).toBeLessThan(200);
    }
    expect(others.length).toBeGreaterThan(0);
  }
});

test('a gap is filled by typing, and a verdict with a gap does not go out', () => {
  const form = withNextTemplate(newForm('salah'));
  expect(readForm(form, words)).toEqual({
    problem: 'Masih ada yang kosong: «sumber»',
    place: 'summary',
  });
  const named = insert(form.summary, 'BPOM');
  expect(named.text).toBe('Kabar ini tidak benar. Menurut BPOM, «yang sebenarnya».');
  const full = insert(edit(named, 'ctrl-g') ?? named, 'air itu aman');
  expect(full.text).toBe('Kabar ini tidak benar. Menurut BPOM, air itu aman.');
  expect(readForm({ ...form, summary: full }, words)).toMatchObject({ place: 'url' });
  const url = toField('https://pom.example/air');
  expect(readForm({ ...form, summary: full, url }, words)).toMatchObject({
    decision: { summary: full.text },
  });
});

test('a gap of a newsroom’s own reply stays on the form too', async () => {
  const desk = await openDesk({ cases: 1 });
  const reply = { name: 'Bantahan', use: 'verdict', text: 'Menurut [nama instansi], palsu.' };
  await changeReply(desk.deps, reply, { id: '', revision: 0, by: 'edi' });
  const rina = await desk.sit('rina');
  await rina.press('n', '1');
  rina.session.paste(' Menurut [nama instansi], ');
  await rina.explain();
  await rina.press('ctrl-s');
  expect(rina.session.state.screen).toBe('form');
  expect(rina.screen()).toContain('belum diisi');
  expect((await desk.store.cases.list('published', 10)).length).toBe(0);
});

test('another verdict brings its template, but never over words of one’s own', () => {
  expect(withVerdict(newForm('salah'), 'benar').summary.text).toBe(verdictTable.benar.templates[0]);
  const own = { ...newForm('salah'), summary: toField('Kata-kata saya sendiri.') };
  expect(withVerdict(own, 'benar').summary.text).toBe('Kata-kata saya sendiri.');
  const draft = { by: 'rina', at: 0, summary: 'Draf saya sendiri.' };
  expect(newForm('satire', draft).summary.text).toBe('Draf saya sendiri.');
});

test('what stands in the way of a verdict is named, with the place to mend it', () => {
  const form = newForm('salah');
  const url = readForm({ ...form, url: toField('pom.go.id') }, words);
  expect(url).toMatchObject({ place: 'url', problem: expect.stringContaining('https://') });
  const short = readForm({ ...form, summary: toField('Tidak.') }, words);
  expect(short).toMatchObject({ place: 'summary', problem: 'Penjelasannya terlalu pendek.' });
  const long = readForm({ ...form, summary: toField('a'.repeat(601)) }, words);
  expect(long).toMatchObject({ problem: 'Penjelasannya terlalu panjang: 601/600.' });
});

test('a text is edited sign by sign, also where a sign has several parts', () => {
  const typed = ['a', '😀', 'b', 'left', 'backspace', 'home', 'x', 'end', 'y'].reduce(
    (field, key) => edit(field, key) ?? field,
    toField(''),
  );
  expect(typed).toEqual({ text: 'xaby', cursor: 4 });
  expect(edit({ text: 'satu dua', cursor: 8 }, 'ctrl-w')).toEqual({ text: 'satu ', cursor: 5 });
  expect(insert(toField(''), 'baris\r\nbaru\tlagi').text).toBe('baris baru lagi');
  expect(insert(toField(''), 'a\x1b[2J\u202eb').text).toBe('a[2Jb');
  expect(edit(toField('a'), 'f5')).toBeUndefined();
});

test('a verdict that begins with an example takes three keys, words of its own and a source', async () => {
  const desk = await openDesk({ cases: 16 });
  const rina = await desk.sit('rina');
  for (let n = 0; n < 16; n += 1) {
    await rina.press('enter');
    const ticket = rina.session.state.open?.view.case.ticket ?? '';
    await rina.press(String((n % 8) + 1));
    await rina.explain();
    await rina.press('ctrl-s');
    expect(await desk.store.cases.byTicket(ticket)).toMatchObject({ status: 'published' });
  }
});

test('the preview is the very message that the citizen gets', async () => {
  const desk = await openDesk({ cases: 0, settings: { undoMs: 0 } });
  await desk.report('wati', 'Besok semua warga RW 05 wajib membayar iuran drone 75 ribu');
  const rina = await desk.sit('rina');
  await rina.press('enter', '4');
  await rina.explain();
  await desk.wait(1000);
  const preview = rina.session.state.open?.preview;
  expect(rina.screen()).toContain(
    `Pesan untuk warga · ${[...(preview?.text ?? '')].length} karakter`,
  );
  desk.heard.length = 0;
  await rina.press('ctrl-s');
  await desk.wait(5000);
  expect(desk.heard).toEqual([{ to: 'wati', text: preview?.text }]);
  expect(preview?.text).toContain('SEBAGIAN BENAR');
});

test('sources and the article that were written on the web go out with the verdict; without its address none is cited', () => {
  const citations = [{ url: 'https://a.example/x', title: '', quote: 'Bank buka', seenOn: '' }];
  const draft = { by: 'rina', at: 0, url: 'https://a.example/x', citations, article: '**Buka**' };
  const decision = toDecision(newForm('salah', draft));
  const cited = [{ url: 'https://a.example/x', quote: 'Bank buka' }];
  expect(decision).toMatchObject({ url: draft.url, citations: cited, article: '**Buka**' });
  const emptied = toDecision({ ...newForm('salah', draft), url: toField('') });
  for (const field of ['url', 'citations']) expect(emptied).not.toHaveProperty(field);
});

test.for([
  { columns: 80, rows: 24 },
  { columns: 40, rows: 20 },
  { columns: 120, rows: 20 },
])('on $columns × $rows the message can be read to its end before it goes out', async (size) => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  rina.session.size = size;
  await rina.press('n', '1', 'ctrl-u');
  rina.session.paste(`${'Pengelola air itu sudah membantah. '.repeat(15)}Titik terakhir.`);
  await desk.wait(1000);
  const cursor = () =>
    drawDesk(rina.session.state, size)
      .flat()
      .some(({ inverse }, at) => at > 0 && inverse);
  expect(cursor()).toBe(true);
  expect(rina.screen(size)).not.toContain('gambar]');
  await rina.press(...Array.from({ length: 8 }, () => 'pagedown'));
  expect(rina.screen(size)).toContain('gambar]');
  expect(rina.session.state.open?.form?.summary.text).toMatch(/Titik terakhir\.$/);
  await rina.press('x');
  expect(cursor()).toBe(true);
  await rina.press('tab', 'tab', 'tab', 'tab', 'G');
  expect(rina.screen(size)).toContain('gambar]');
});

test.for([
  ['👨‍👩‍👧 ab', 'a'],
  ['🇮🇩 ab', 'a'],
  ['satu\r\nab', 'a'],
  ['❤️ Menurut «sumber» ab', '«sumber»'],
] as const)('in “%s” the cursor marks “%s” where it stands', ([text, under]) => {
  const cursor = text.indexOf(under);
  const lines = drawField({ text, cursor }, { label: '> ', columns: 60, isHere: true });
  expect(lines.flat().flatMap((each) => (each.inverse ? [each.text] : []))).toEqual([under]);
});
