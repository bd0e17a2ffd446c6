import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Evidence } from '../../src/domain/messages/evidence.ts';
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

    test('what was read of a file is kept with it and goes with it', async () => {
      const store = await open();
      onTestFinished(() => store.close());
      const bytes = Buffer.from('a picture');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const evidence: Evidence = {
        kind: 'picture',
        texts: [{ source: 'picture', text: 'Bank tutup sebulan' }],
        asked: { hashes: Buffer.alloc(64, 7).toString('base64') },
        kept: { hashes: Buffer.alloc(32, 7).toString('base64') },
      };
      await store.media.noteEvidence(sha256, evidence);
      expect(await store.media.evidenceOf(sha256)).toBeUndefined();
      await store.media.keep({ sha256, mime: 'image/png', size: bytes.length }, bytes, MORNING);
      expect(await store.media.evidenceOf(sha256)).toBeUndefined();
      await store.media.noteEvidence(sha256, evidence);
      expect(await store.media.evidenceOf(sha256)).toEqual(evidence);
      const later = MORNING + 1;
      await store.retention.erase({
        letter: later,
        tip: later,
        media: later,
        address: MORNING,
        farewell: 0,
        tally: MORNING,
      });
      expect(await store.media.evidenceOf(sha256)).toBeUndefined();
    });
  });
}
