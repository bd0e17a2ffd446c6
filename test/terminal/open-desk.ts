import { onTestFinished } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import type { Role } from '../../src/domain/accounts/permissions.ts';
import type { Settings } from '../../src/domain/settings/settings.ts';
import type { Store } from '../../src/ports/store.ts';
import { DeskSession } from '../../src/terminal/desk-session.ts';
import { drawDesk } from '../../src/terminal/draw-desk.ts';
import type { ShowFile } from '../../src/terminal/follow-order.ts';
import type { Line, Size } from '../../src/terminal/line.ts';
import type { Language } from '../../src/ui-text/ui-text.ts';
import { aPost } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import { fillQueue } from './fill-queue.ts';

interface Options {
  cases?: number;
  settings?: Partial<Settings>;
  prepare?: (store: Store) => Promise<unknown>;
  showFile?: ShowFile;
}

/** A post with open cases, and as many reviewers at their consoles as a test wants. */
export async function openDesk({
  cases = 3,
  settings,
  prepare,
  showFile = async () => false,
}: Options = {}) {
  const store = await openMemoryStore(loadSamples());
  await prepare?.(store);
  await fillQueue(store, cases, MORNING);
  const post = await aPost(store, { settings: { undoMs: 30_000, ...settings } });
  const sessions: DeskSession[] = [];
  onTestFinished(async () => {
    for (const session of sessions) session.stop();
    await post.close();
    await store.close();
  });
  const settle = async () => {
    for (const session of sessions) await session.settle();
    await post.settle();
  };
  return {
    ...post,
    store,
    settle,
    wait: (ms: number) => post.clock.advance(ms, settle),
    async sit(reviewer: string, role: Role = 'admin', language: Language = 'id') {
      const session = new DeskSession({ deps: post.deps, reviewer, role, language, showFile });
      sessions.push(session);
      await session.start();
      return toSeat(session);
    },
  };
}

/** A reviewer in front of a screen. */
function toSeat(session: DeskSession) {
  return {
    session,
    /** Presses keys one after the other and waits until all is done; a text of several letters is typed. */
    async press(...keys: string[]) {
      for (const key of keys) session.press(key);
      await session.settle();
    },
    async type(text: string) {
      for (const sign of text) session.press(sign);
      await session.settle();
    },
    /** Writes a reason of one's own after the example, and a source, into the form that is open. */
    async explain() {
      session.paste('Pengelolanya sudah membantah.');
      session.press('enter');
      session.paste('https://sumber.example/cek');
      await session.settle();
    },
    lines: (size: Size = { columns: 80, rows: 24 }) => drawDesk(session.state, size).map(plain),
    screen: (size: Size = { columns: 80, rows: 24 }) =>
      drawDesk(session.state, size).map(plain).join('\n'),
  };
}

function plain(segments: Line): string {
  return segments.map(({ text }) => text).join('');
}
