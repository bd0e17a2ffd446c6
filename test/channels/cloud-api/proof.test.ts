import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { get, post } from '../../../src/channels/cloud-api/graph.ts';
import { readConfig } from '../../../src/config/config.ts';

const SECRETS = { token: 'token-of-the-app', appSecret: 'secret-of-the-app' };
const PROOF = createHmac('sha256', SECRETS.appSecret).update(SECRETS.token).digest('hex');

test.each(['on', 'off'])('with the proof %s, requests carry it or do not', async (proof) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { cloudApi } = readConfig({
    POSKO_CLOUD_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    POSKO_CLOUD_NUMBER_ID: '123',
    POSKO_CLOUD_TOKEN: SECRETS.token,
    POSKO_CLOUD_APP_SECRET: SECRETS.appSecret,
    POSKO_CLOUD_VERIFY_TOKEN: 'words-to-verify',
    POSKO_CLOUD_PROOF: proof,
  });
  const [number] = cloudApi?.numbers ?? [];
  if (!number) throw new Error('no number was read');
  expect((await get(number, '123?fields=quality_rating')).type).toBe('ok');
  expect((await post(number, '123/messages', {})).type).toBe('ok');
  const ends =
    proof === 'on' ? [`&appsecret_proof=${PROOF}`, `?appsecret_proof=${PROOF}`] : ['', ''];
  expect(asked).toEqual([`/v1/123?fields=quality_rating${ends[0]}`, `/v1/123/messages${ends[1]}`]);
});
