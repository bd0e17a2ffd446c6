import { expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { createChannelPauses } from '../../src/services/messaging/channel-pauses.ts';
import { noteNotice } from '../../src/services/messaging/number-notices.ts';
import { aGraph } from '../channels/cloud-api/stage.ts';
import { posko, temporaryFolder } from '../support/posko.ts';

test('what Meta has told is listed and fails the doctor, and a paused number is tried by hand', {
  timeout: 240_000,
}, async () => {
  using folder = temporaryFolder();
  const graph = await aGraph();
  const env = {
    POSKO_DATA: folder.path,
    POSKO_CLOUD_NUMBER_ID: graph.numberId,
    POSKO_CLOUD_TOKEN: graph.token,
    POSKO_CLOUD_APP_SECRET: graph.appSecret,
    POSKO_CLOUD_VERIFY_TOKEN: graph.verifyToken,
    POSKO_CLOUD_TEMPLATE: 'kabar_posko:id',
    POSKO_CLOUD_URL: graph.url,
  };
  const look = async () => {
    const { stdout } = await posko(['doctor', '--json'], { env });
    const found: { name: string; state: string; detail: string }[] = JSON.parse(stdout);
    return found.filter(({ name }) => name.startsWith('WhatsApp'));
  };
  const cloud = (state: string, detail: string) => ({
    ...{ name: 'WhatsApp Cloud API', state, detail: expect.stringContaining(detail) },
  });
  graph.status = { quality_rating: 'RED' };
  expect(await look()).toMatchObject([cloud('broken', 'RED')]);
  graph.status = { quality_rating: 'GREEN' };
  const now = Date.now();
  const store = await openStore(readConfig(env));
  const notice = { topic: 'account-violation', of: '', detail: 'SCAM', at: now } as const;
  await noteNotice({ store }, notice);
  const fault = { code: 131042, details: 'Payment is missing' };
  const pauses = createChannelPauses(store.documents);
  await pauses.write(`cloud-api-${graph.numberId}`, {
    ...{ fault, by: 'receipt', since: now, until: now + 60_000 },
  });
  await store.close();
  expect(await look()).toMatchObject([
    cloud('broken', '131042'),
    { name: 'WhatsApp account-violation', state: 'broken', detail: expect.any(String) },
  ]);
  const run = (...words: string[]) => posko(['alarms', ...words, '--data', folder.path]);
  expect(JSON.parse((await run('list', '--json')).stdout)).toEqual([]);
  expect((await run('numbers')).stdout).toMatch(/bad · Meta says .* Meta says: SCAM\./);
  expect((await run('resume', '999')).stderr).toContain('999 is not paused');
  expect((await run('resume', graph.numberId)).stdout).toContain('is tried again');
  expect((await look())[0]).toMatchObject(cloud('ok', 'the token and the number work'));
});
