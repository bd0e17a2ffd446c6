import { expect, test } from 'vitest';
import { platformsOf } from '../../src/domain/partners/platform.ts';

test.each<[string, string[]]>([
  ['https://t.me/undian', ['telegram']],
  ['https://www.facebook.com/akun', ['meta']],
  ['fb.com/akun', ['meta']],
  ['https://wa.me/628120000001', ['meta']],
  ['https://www.threads.net/@akun', ['meta']],
  ['HTTPS://VT.TIKTOK.COM/abc', ['tiktok']],
  ['https://twitter.com/akun', ['x']],
  ['https://youtu.be/abc', ['google']],
  ['https://t.me@penipu.example/masuk', []],
  ['https://facebook.com.penipu.example/', []],
  ['https://bukanfacebook.com/', []],
  ['bukan tautan', []],
])('%s leads to %j', (link, platforms) => {
  expect(platformsOf([link])).toEqual(platforms);
});

test('several links name each platform once', () => {
  const links = ['https://t.me/a', 'https://instagram.com/b', 'https://t.me/c'];
  expect(platformsOf(links)).toEqual(['meta', 'telegram']);
});
