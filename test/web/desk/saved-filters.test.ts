import { expect, test } from 'vitest';
import { openDesk } from './desk-world.ts';
import { fill } from './fill-desk.ts';

const tabs = (page: string) =>
  [...page.matchAll(/<a class="saved"[^>]*>(.*?)<\/a>/gs)].map(([, words = '']) =>
    words.replace(/<[^>]*>/g, '').trim(),
  );

test('the present filter becomes a list with a live count, and goes when it is removed', async () => {
  const desk = await openDesk();
  await fill(desk);
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue?list=all&topic=health');
  await rina.post('/review/filters', { list: 'all', topic: 'health', name: 'Obat & vaksin' });
  expect(rina.path).toContain('done=saved');
  expect(tabs(rina.page)).toEqual(['Obat &#38; vaksin 2']);
  const address = /class="saved" href="([^"]*)"/.exec(rina.page)?.[1]?.replaceAll('&#38;', '&');
  await rina.get(address ?? '');
  expect(rina.page).toContain('Antrean <span class="count">2 kasus</span>');
  expect(rina.page.match(/aria-current="true"/g)).toHaveLength(1);
  await desk.ask('Vaksin polio berisi cip kata grup keluarga', 'baru');
  const id = /\/review\/filters\/(\w+)\/rename/.exec(rina.page)?.[1];
  await rina.post(`/review/filters/${id}/rename`, { name: 'Obat' });
  expect(tabs(rina.page)).toEqual(['Obat 3']);
  await rina.post(`/review/filters/${id}/remove`, {});
  expect(tabs(rina.page)).toEqual([]);
});

test('an editor shares a filter with all; a bad name is told on the queue itself', async () => {
  const desk = await openDesk();
  await fill(desk);
  const edi = await desk.enter('Edi', 'editor');
  const rina = await desk.enter('Rina', 'reviewer');
  await edi.get('/review/queue');
  await edi.post('/review/filters', { list: 'all', text: 'bank', name: ' ' });
  expect(edi.status).toBe(400);
  expect(edi.page).toContain('Namanya harus 1 sampai 40 huruf');
  expect(edi.page).toContain('name="text" value="bank"');
  await edi.post('/review/filters', { list: 'all', text: 'bank', name: 'Bank' });
  const id = /\/review\/filters\/(\w+)\/rename/.exec(edi.page)?.[1];
  await rina.get('/review/queue');
  expect(tabs(rina.page)).toEqual([]);
  await rina.post(`/review/filters/${id}/share`, { share: 'yes' });
  expect(rina.status).toBe(403);
  await edi.post(`/review/filters/${id}/share`, { share: 'yes' });
  await rina.get('/review/queue');
  expect(tabs(rina.page)).toEqual(['Bank (Edi) 1']);
  expect(rina.page).not.toContain(`/review/filters/${id}/`);
});
