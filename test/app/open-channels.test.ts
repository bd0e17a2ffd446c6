import { expect, test } from 'vitest';
import { openChannels } from '../../src/app/open-channels.ts';
import { openLog } from '../../src/app/open-log.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { CloudApi } from '../../src/channels/cloud-api/cloud-api.ts';
import { readConfig } from '../../src/config/config.ts';
import { jsonLines } from '../support/posko.ts';

/** What the log says when one of the numbers, counted from 0, is locked. */
async function toldOf(numbers: string, at: number) {
  const written: string[] = [];
  const log = openLog('error', { write: (line) => void written.push(line) });
  const store = await openMemoryStore([]);
  const config = readConfig({
    POSKO_CHAT: 'off',
    POSKO_CLOUD_NUMBER_ID: numbers,
    POSKO_CLOUD_TOKEN: 'token-of-the-app',
    POSKO_CLOUD_APP_SECRET: 'secret-of-the-app',
    POSKO_CLOUD_VERIFY_TOKEN: 'words-to-verify',
  });
  const channel = (await openChannels(config, { role: 'start', store, log }))[at]?.channel;
  if (!(channel instanceof CloudApi)) throw new Error('the number is not there');
  await channel.hearFailure({ code: 131031 }, 'warga');
  await store.close();
  return jsonLines(written.join(''));
}

test.for([
  ['the only number needs no place in the log', '1', 0, undefined],
  ['the first of two numbers that is locked is named as such', '1,2', 0, 1],
  ['the second of two numbers that is locked is named as such', '1,2', 1, 2],
] as const)('%s', async ([, numbers, at, number]) => {
  const [told, ...more] = await toldOf(numbers, at);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ msg: 'WhatsApp: the number is paused', fault: 131031 });
  expect(told?.number).toBe(number);
});
