import { pino } from 'pino';
import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { atDesk } from '../../../src/app/open-desk.ts';
import { start } from '../../../src/app/start.ts';
import { readConfig } from '../../../src/config/config.ts';
import { changeSetting } from '../../../src/services/settings/change-setting.ts';
import { aFolder } from '../../support/builders.ts';
import { PASSWORD } from '../../support/gate.ts';
import { Browser } from './browser.ts';

test('authenticators call the post by the name that it was given at the desk', async () => {
  const config = readConfig({ POSKO_DATA: aFolder(), POSKO_PORT: '0', POSKO_NAME: 'Posko' });
  const change = { name: 'post', value: 'Posko Bandung', by: 'Ayu' } as const;
  await atDesk(config, (deps) => changeSetting(deps, change));
  const server = await start(config, pino({ level: 'silent' }));
  onTestFinished(() => server.close());
  const browser = new Browser(server.url);
  const { pathname, search, searchParams } = new URL(server.setupUrl ?? '');
  await browser.get(pathname + search);
  const token = searchParams.get('token') ?? '';
  await browser.post(pathname, { token, name: 'Dewi', password: PASSWORD });
  await browser.post('/review/login', { name: 'Dewi', password: PASSWORD });
  await browser.post('/review/authenticator', {});
  const { pathname: named, searchParams: told } = new URL(await scan(browser.page));
  expect([named, told.get('issuer')]).toEqual(['/Posko%20Bandung:Dewi', 'Posko Bandung']);
});

/** What a phone reads in the QR code of a page. */
async function scan(page: string): Promise<string> {
  const [svg = ''] = /<svg class="qr".*?<\/svg>/s.exec(page) ?? [];
  const drawn = Buffer.from(svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'));
  const picture = sharp(drawn, { density: 144 }).removeAlpha().raw();
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data });
}
