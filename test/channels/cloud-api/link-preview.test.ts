import { expect, test } from 'vitest';
import { CloudApi } from '../../../src/channels/cloud-api/cloud-api.ts';
import { anOutgoing, aReply } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';
import { aGraph, cloudAddress, settingsFor } from './stage.ts';

const PHONE = '6281200000001';

test('no page that an answer names is shown with it, as a hoax would be', async () => {
  const graph = await aGraph();
  graph.now = () => MORNING;
  graph.heard(PHONE);
  const text = 'Pesan itu salah: https://hoaks.example/bank-tutup';
  const outgoing = anOutgoing(cloudAddress(PHONE), aReply({ text }));
  const sent = await new CloudApi(settingsFor(graph), () => MORNING).send(outgoing);
  expect(sent.type).toBe('accepted');
  expect(graph.asked).toMatchObject([{ type: 'text', text: { body: text, preview_url: false } }]);
});
