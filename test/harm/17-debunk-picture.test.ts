import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { PublishedFactCheck } from '../../src/domain/fact-checks/published-fact-check.ts';
import type { FileReader } from '../../src/media/reading/file-reader.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { cardPainter } from '../../src/rendering/paint-card.ts';
import { cardOf } from '../../src/services/fact-checks/card.ts';
import { publicView } from '../../src/services/fact-checks/public-view.ts';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../src/services/fact-checks/submit-change.ts';
import { aFactCheck, aPost } from '../support/builders.ts';
import { aFileReader, aKnownFile, aMatcherOf } from '../support/known-media.ts';
import { aScene } from '../support/make-pictures.ts';
import { aPoster, passedOn, stamped } from '../support/make-posts.ts';

const PATIENCE_MS = 120_000;
const CLAIM = 'Besok semua bank tutup sebulan karena keadaan darurat, tarik uang Anda hari ini';
const DEBUNK = 'Gambar ini sudah berupa cek fakta: yang salah adalah klaimnya';

let reader: FileReader;
beforeAll(() => {
  reader = aFileReader();
});
afterAll(() => reader.close());

async function aReadingPost(factChecks: readonly PublishedFactCheck[]) {
  const store = await openMemoryStore(factChecks);
  const post = await aPost(store, { reader });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  let count = 0;
  return {
    ...post,
    async send(bytes: Buffer, text = '') {
      count += 1;
      const citizen = `w${count}`;
      const file = { bytes, mime: 'image/jpeg', name: 'berkas' };
      await post.write(citizen, text, { file, forwarded: true });
      return post.heard.findLast(({ to }) => to === citizen)?.text ?? '';
    },
    /** The card of a fact-check as it is now, with what somebody changes on it. */
    async card(id: string, changes: Partial<Card> = {}) {
      const factCheck = await store.factChecks.get(id);
      if (!factCheck) throw new Error(`${id} is not in the store`);
      const { settings } = post.deps;
      const sender = { post: settings.post, number: settings.site.number };
      const card = cardOf(publicView(post.deps, factCheck), sender);
      const { bytes } = await cardPainter.paint({ ...card, ...changes });
      return sharp(bytes).resize(1000).jpeg({ quality: 55 }).toBuffer();
    },
  };
}

const BANK = aFactCheck({
  id: 'bank',
  title: CLAIM,
  claim: CLAIM,
  narratives: [CLAIM],
  org: 'Posko Uji',
});

test(
  'a stamped picture of a hoax is called a fact-check, and the hoax behind it is named',
  async () => {
    const poster = await aPoster(CLAIM, {});
    const post = await aReadingPost([await aKnownFile(reader, poster, BANK)]);
    expect(await post.send(await passedOn(await stamped(poster, 'HOAX')))).toMatch(
      /^Gambar ini sudah berupa cek fakta: yang salah adalah klaimnya[\s\S]*SALAH[\s\S]*semua bank tutup[\s\S]*Posko Uji/,
    );
    expect(await post.send(await passedOn(poster))).toMatch(/^\*Faktanya:\*[^❌]*❌ \*SALAH\*/);
  },
  PATIENCE_MS,
);

test(
  'a stamped photograph without words is called a fact-check as well',
  async () => {
    const scene = await aScene(5);
    const known = await aKnownFile(reader, scene, {
      id: 'foto',
      title: 'Foto jembatan Cimuntur roboh',
    });
    const post = await aReadingPost([known]);
    expect(await post.send(await stamped(scene, 'HOAX'))).toContain(DEBUNK);
    const ask = await aMatcherOf(reader, [known]);
    expect(await ask(await stamped(scene, 'HOAX'))).toEqual(['confirm', 'foto']);
  },
  PATIENCE_MS,
);

test(
  'a picture with the words of a fact-checker is called a fact-check',
  async () => {
    const poster = await aPoster(`TurnBackHoax.ID|[SALAH] ${CLAIM}`, {});
    const post = await aReadingPost([BANK]);
    const said = await post.send(poster);
    expect(said).not.toMatch(/^(?:❌|\*Faktanya)/);
    expect(said).toMatch(/sudah berupa cek fakta|Apakah ini yang Anda maksud/);
  },
  PATIENCE_MS,
);

test(
  'a stamp that somebody puts on a true or an unknown picture proves nothing',
  async () => {
    const scene = await aScene(6);
    const known = await aKnownFile(reader, scene, {
      id: 'asli',
      title: 'Foto perbaikan jembatan Ciloseh',
      verdict: 'benar',
    });
    const post = await aReadingPost([known, BANK]);
    const forged = await post.send(await stamped(scene, 'HOAX'));
    expect(forged).not.toContain(DEBUNK);
    expect(forged).not.toMatch(/BENAR/);
    expect(await post.send(await stamped(await aScene(7), 'HOAX'))).not.toContain(DEBUNK);
  },
  PATIENCE_MS,
);

test(
  'a stamp on another text of the same template does not lend it the fact-check of the hoax',
  async () => {
    const poster = await aPoster(CLAIM, {});
    const post = await aReadingPost([await aKnownFile(reader, poster, BANK)]);
    const other = await aPoster(
      'Jadwal imunisasi balita di Puskesmas Kedungwuni dimajukan ke Kamis',
      {},
    );
    expect(await post.send(await stamped(other, 'HOAX'))).not.toContain(DEBUNK);
  },
  PATIENCE_MS,
);

test(
  'our own card is known when it comes back, and whether it still holds is said',
  async () => {
    const post = await aReadingPost([BANK]);
    const card = await post.card('bank');
    expect(await post.send(card)).toMatch(
      /kartu cek fakta dari kami[\s\S]*masih berlaku[\s\S]*SALAH/,
    );
    expect(
      await post.send(await sharp(card).resize(640).jpeg({ quality: 45 }).toBuffer()),
    ).toContain('masih berlaku');
    await correctFactCheck(post.deps, 'bank', { by: 'rina', verdict: 'menyesatkan' });
    expect(await post.send(card)).toMatch(/versi lama[\s\S]*sudah kami perbaiki[\s\S]*MENYESATKAN/);
    const latest = await post.card('bank');
    await retractFactCheck(post.deps, 'bank', { by: 'rina', reason: 'Keliru menilai.' });
    expect(await post.send(latest)).toContain('sudah kami tarik');
    expect(await post.send(card)).toMatch(/sudah kami tarik[\s\S]*jangan diteruskan/);
  },
  PATIENCE_MS,
);

test(
  'a card that somebody has changed is asked about, and never called ours or true',
  async () => {
    const post = await aReadingPost([BANK]);
    for (const changes of [
      { verdict: 'benar' as const },
      { claim: 'Bank Nusantara bangkrut, tarik uang Anda hari ini' },
      { claim: CLAIM.replace('sebulan', 'tiga bulan') },
      { claim: CLAIM.replace('semua bank tutup', 'semua bank tidak tutup') },
    ]) {
      const said = await post.send(await post.card('bank', changes));
      expect([changes, said]).toEqual([
        changes,
        expect.stringContaining('Apakah ini yang Anda maksud?'),
      ]);
      expect(said).not.toMatch(/BENAR|masih berlaku/);
    }
  },
  PATIENCE_MS,
);
