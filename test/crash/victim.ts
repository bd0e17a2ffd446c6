import { join } from 'node:path';
import { startApp } from '../../src/app/app.ts';
import { loadContent } from '../../src/app/load-content.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { Simulator, toDelivered } from '../../src/channels/simulator/simulator.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { saveFactChecks } from '../../src/services/fact-checks/import-fact-checks.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import type { FromVictim, ToVictim } from './protocol.ts';

// A post that may be killed at any moment. Its phone network is the parent process.
const [folder = ''] = process.argv.slice(2);
const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
await saveFactChecks({ store, now: Date.now() }, loadSamples());

const waiting = new Map<string, () => void>();
const tell = (message: FromVictim) => process.send?.(message);

const channel = new Simulator('storm', (to, reply) => {
  tell({ type: 'reply', to, id: reply.id, text: reply.text });
  return new Promise((resolve) => waiting.set(reply.id, resolve));
});
const post = await startApp({
  store,
  script: loadContent({ flows: 'flows', locales: 'locales' }),
  clock: systemClock,
  settings: { ...defaultSettings, quietMs: 10 },
  channels: [channel],
  sweepMs: 200,
  onError: (error) => tell({ type: 'error', text: String(error) }),
});

process.on('message', (message: ToVictim) => {
  if (message.type === 'shown') {
    waiting.get(message.id)?.();
    waiting.delete(message.id);
    return;
  }
  const { citizen, id, text, forwarded, sentAt } = message;
  const sender = { channel: 'storm', citizen, now: sentAt };
  void receive(post.deps, [toDelivered(sender, { id, text, forwarded })]).then(() =>
    tell({ type: 'kept', id }),
  );
});
tell({ type: 'ready' });
