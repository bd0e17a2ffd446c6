import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MORNING } from '../support/stage.ts';
import type { OpenStore } from './store-contract.ts';

/** A file is kept once under its hash. */
export function mediaContract(open: OpenStore): void {
  describe('media', () => {
    test('a file reads as it was kept, however often it came', async () => {
      const store = await open();
      onTestFinished(() => store.close());
      const bytes = Buffer.from([0, 255, 1, 254]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const media = { sha256, mime: 'image/png', size: bytes.length };
      await Promise.all(Array.from({ length: 20 }, () => store.media.keep(media, bytes, MORNING)));
      const found = await store.media.read(sha256);
      expect(found?.mime).toBe('image/png');
      expect(Buffer.from(found?.bytes ?? []).equals(bytes)).toBe(true);
    });

    test('a file that is not there is not found', async () => {
      const store = await open();
      onTestFinished(() => store.close());
      expect(await store.media.read('0'.repeat(64))).toBeUndefined();
    });
  });
}
