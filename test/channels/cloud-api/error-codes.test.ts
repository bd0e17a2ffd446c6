import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CloudApi } from '../../../src/channels/cloud-api/cloud-api.ts';
import table from '../../../src/channels/cloud-api/error-codes.json' with { type: 'json' };
import { readWebhook } from '../../../src/channels/cloud-api/read-webhook.ts';
import type { Receipt, Sent } from '../../../src/ports/channel.ts';
import { anOutgoing, aReply } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';
import { aGraph, cloudAddress, settingsFor } from './stage.ts';

const PHONE = '6281200000001';
const AGAIN = { at: MORNING + 60_000 };
const codes = Object.entries(table.codes).map(([code, row]) => ({ code: Number(code), ...row }));

/** What a reply comes to at once, and by receipt, for each reaction of the table. */
const OUTCOMES: Record<string, { sent: Partial<Sent>; again: Receipt['again'] }> = {
  slower: { sent: { type: 'wait', ms: 1000 }, again: AGAIN },
  spare: { sent: { type: 'wait', ms: 60_000 }, again: AGAIN },
  closed: { sent: { type: 'closed' }, again: 'when-heard' },
  hold: { sent: { type: 'closed' }, again: 'when-heard' },
  'give-up': { sent: { type: 'refused' }, again: undefined },
  pause: { sent: { type: 'wait', ms: 60_000 }, again: AGAIN },
  retry: { sent: { type: 'later' }, again: AGAIN },
};

test('every documented code has a reaction, a meaning, and a page that says so', () => {
  for (const { code, then, about, from } of codes) {
    expect(Object.keys(OUTCOMES), `${code}`).toContain(then);
    expect(about.length, `${code}`).toBeGreaterThan(5);
    expect(Object.keys(table.sources), `${code}`).toContain(from);
  }
  expect(codes.length).toBeGreaterThanOrEqual(137);
});

test('every code has its reaction when it is the answer to a message', async () => {
  const graph = await aGraph();
  graph.now = () => MORNING;
  graph.heard(PHONE);
  for (const { code, then } of codes) {
    const channel = new CloudApi(settingsFor(graph), () => MORNING);
    graph.faults.push({ type: 'error', status: 400, code });
    const outgoing = { ...anOutgoing(cloudAddress(PHONE), aReply()), heardAt: MORNING };
    const sent = await channel.send(outgoing);
    expect({ ...sent, code }).toMatchObject({ code, ...OUTCOMES[then]?.sent });
    if (then !== 'closed') expect(sent.code).toBe(String(code)); // then a template went out
    expect({ code, state: channel.health().state }).toEqual({
      code,
      state: then === 'pause' ? 'paused' : 'ok',
    });
    if (then === 'give-up')
      expect(sent).toMatchObject({ type: 'refused', reason: `error ${code}` });
  }
});

test('every code has the same reaction when a receipt brings it', async () => {
  const graph = await aGraph();
  for (const { code, then, ...row } of codes) {
    const channel = new CloudApi(settingsFor(graph), () => MORNING);
    const { receipts, failures } = readWebhook(failed(code), {
      accounts: [channel.account],
      now: MORNING,
    });
    const isUpload = 'of' in row && row.of === 'upload'; // uploaded again, it may get through
    const again = isUpload ? AGAIN : OUTCOMES[then]?.again;
    expect({ code, again: receipts[0]?.again }).toEqual({ code, again });
    const isOfNumber = [];
    for (const { fault, who } of failures) isOfNumber.push(await channel.hearFailure(fault, who));
    expect({ code, isOfNumber }).toEqual({ code, isOfNumber: [then === 'pause'] });
  }
});

function failed(code: number): object {
  const status = { id: 'wamid.1', status: 'failed', timestamp: `${MORNING / 1000}` };
  const errors = [{ code, title: 'fault' }];
  const statuses = [{ ...status, recipient_id: PHONE, biz_opaque_callback_data: 'r', errors }];
  const value = { metadata: { phone_number_id: '100000000000001' }, statuses };
  const changes = [{ field: 'messages', value }];
  return { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] };
}

describe('docs/whatsapp.md', () => {
  const page = readFileSync('docs/whatsapp.md', 'utf8');
  const rows = page.slice(page.indexOf("| Meta's error"), page.indexOf('This applies both to'));

  test('names every code that is not simply tried again', () => {
    const ranges = [...rows.matchAll(/(\d+)-(\d+)/g)].map(([, from, until]) => [from, until]);
    const named = new Set([...rows.matchAll(/\d+/g)].map(([code]) => Number(code)));
    const missing = codes
      .filter(({ then }) => then !== 'retry')
      .filter(({ code }) => !named.has(code))
      .filter(({ code }) => !ranges.some(([a, b]) => code >= Number(a) && code <= Number(b)));
    expect(missing.map(({ code }) => code)).toEqual([]);
  });
});
