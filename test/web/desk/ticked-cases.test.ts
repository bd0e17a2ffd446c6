import { expect, test } from 'vitest';
import { openDesk } from './desk-world.ts';
import { fill } from './fill-desk.ts';

test.for([
  ['close', { closing: 'spam' }],
  ['snooze', { for: 'hour' }],
  ['assign', {}],
  ['tags', { tag: 'bank' }],
  ['attach', { id: 'uji-1' }],
  ['merge', {}],
] as const)(
  'what a colleague holds stays as it is, though it was ticked: %s',
  async ([act, fields]) => {
    const desk = await openDesk();
    const [own = '', held = ''] = (await fill(desk)).tickets;
    const rina = await desk.enter('Rina', 'reviewer');
    const budi = await desk.enter('Budi', 'reviewer');
    await budi.get(`/review/cases/${held}`);
    await budi.post(`/review/cases/${held}/claim`, {});
    const before = await desk.store.cases.byTicket(held);
    await rina.get('/review/queue');
    await rina.post(`/review/bulk/${act}`, { ...fields, ticket: [own, held] });
    expect(rina.page).toContain(`>${held}</a> <span class="soft">Budi sedang memegang`);
    expect(await desk.store.cases.byTicket(held)).toEqual(before);
  },
);
