import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { startApp } from '../../src/app/app.ts';
import { loadContent } from '../../src/app/load-content.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { Simulator, toDelivered } from '../../src/channels/simulator/simulator.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import type { Fetched } from '../../src/ports/channel.ts';
import { reply as decideCase } from '../../src/services/cases/decide-case.ts';
import { saveFactChecks } from '../../src/services/fact-checks/import-fact-checks.ts';
import { correctFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aPicture } from '../support/builders.ts';
import type { FromVictim, ToVictim } from './protocol.ts';

// A post that may be killed at any moment. Its phone network is the parent process.
const VERDICT = {
  verdict: 'salah',
  summary: 'Tidak ada yang dipindahkan di desa itu.',
  url: 'https://sumber.example/cek',
} as const;
const CORRECTION = {
  verdict: 'benar',
  summary: 'Kepala desa membenarkan pemindahan pada hari Senin.',
  by: 'edi',
} as const;

const [folder = ''] = process.argv.slice(2);
const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
await saveFactChecks({ store, now: Date.now() }, loadSamples());

const waiting = new Map<string, () => void>();
const tell = (message: FromVictim) => process.send?.(message);

const { bytes } = aPicture();
const media = {
  sha256: createHash('sha256').update(bytes).digest('hex'),
  mime: 'image/png',
  size: bytes.length,
};

/** Its citizens send files that have to be fetched. */
class StormChannel extends Simulator {
  async fetchFile(file: string): Promise<Fetched> {
    tell({ type: 'fetch', file });
    return { media, bytes };
  }
}

const channel = new StormChannel('storm', (to, reply) => {
  tell({ type: 'reply', to, id: reply.id, text: reply.text });
  return new Promise((resolve) => waiting.set(reply.id, resolve));
});
const post = await startApp({
  store,
  script: loadContent({ flows: 'flows', locales: 'locales' }),
  clock: systemClock,
  settings: { ...defaultSettings, quietMs: 10, undoMs: 0 },
  channels: [channel],
  sweepMs: 200,
  onError: (error) => tell({ type: 'error', text: String(error) }),
});

/** Does what a reviewer does, once: a post that was killed before it could say so is told again. */
async function review({ does, ticket }: { does: string; ticket: string }): Promise<void> {
  const found = await store.cases.byTicket(ticket);
  if (does === 'decide' && found?.factCheck === undefined) {
    const decided = await decideCase(post.deps, { ticket, reviewer: 'rina' }, VERDICT);
    if (decided.type !== 'done')
      throw new Error(`${ticket} was not decided: ${JSON.stringify(decided)}`);
  }
  if (does !== 'correct') return;
  const submitted = await correctFactCheck(post.deps, found?.factCheck ?? '', CORRECTION);
  if (submitted.type === 'refused')
    throw new Error(`${ticket} was not corrected: ${submitted.why}`);
}

process.on('message', (message: ToVictim) => {
  if (message.type === 'shown') {
    waiting.get(message.id)?.();
    waiting.delete(message.id);
    return;
  }
  const { id } = message;
  const kept = () => tell({ type: 'kept', id });
  const failed = (error: unknown) => tell({ type: 'error', text: String(error) });
  if (message.type === 'review') {
    void review(message).then(kept, failed);
    return;
  }
  const { citizen, text, forwarded, file, sentAt } = message;
  const sent = toDelivered({ channel: 'storm', citizen, now: sentAt }, { id, text, forwarded });
  if (file)
    Object.assign(sent.message, { kind: 'image', remote: { channel: 'storm', reference: file } });
  void receive(post.deps, [sent]).then(kept, failed);
});
tell({ type: 'ready' });
