import { onTestFinished, vi } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { Player } from '../../src/cli/player.ts';
import { reviewCommand } from '../../src/cli/review.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Role } from '../../src/domain/accounts/permissions.ts';
import { systemActor } from '../../src/domain/accounts/reviewer.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { disableReviewer } from '../../src/services/accounts/reviewers.ts';
import { DeskSession } from '../../src/terminal/desk-session.ts';
import { terminalWords } from '../../src/terminal/text.ts';
import { playTranscript } from '../play/transcript.ts';
import { aFolder } from '../support/builders.ts';
import { seededBytes } from '../support/seeded-bytes.ts';
import { loadScript, MORNING } from '../support/stage.ts';
import { openDesk } from './desk/desk-world.ts';

/** What a surface answers, in whatever words. */
export type Answer = 'done' | 'forbidden' | 'refused';

/** Something done to a case, as it is put to each surface that offers it. */
export interface Doing {
  /** The end of the address, and the fields of the form. */
  web: [path: string, fields?: Record<string, string>];
  /** Keys on the open case; a text of several letters is typed. */
  keys?: string[] | undefined;
  /** Words of `posko review`, where `TICKET` stands for the case. */
  command?: string[] | undefined;
  /** What stands in a transcript after the ticket. */
  line?: string | undefined;
}

const UNDO_MS = 600_000;

/** A post on disk with rina in a role, whose colleagues are budi, who may work, and dina, who was shut out. */
export async function openSurfaces(role: Role) {
  vi.useFakeTimers({ now: MORNING, toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const folder = aFolder();
  const store = await openStore(readConfig({ POSKO_DATA: folder }));
  const desk = await openDesk({ undoMs: UNDO_MS }, undefined, store);
  const browser = await desk.enter('rina', role);
  await desk.add('budi', 'reviewer');
  await disableReviewer(desk.gate, systemActor, (await desk.add('dina', 'editor')).id);
  const player = await Player.open(
    {
      store,
      script: loadScript(),
      settings: { ...defaultSettings, quietMs: 0, undoMs: UNDO_MS },
      onError: (error) => desk.broken.push(error),
      randomBytes: seededBytes('permainan'),
    },
    { start: MORNING, show: () => {} },
  );
  onTestFinished(() => player.close());
  return {
    ...desk,
    async web(ticket: string, { web: [path, fields] }: Doing): Promise<Answer> {
      await browser.get(role === 'partner' ? '/review/board' : '/review/queue');
      const body = new URLSearchParams({ form: browser.form, fence: '1', ...fields });
      const headers = { origin: browser.url };
      const address = `/review/cases/${ticket}/${path}`;
      const { status } = await browser.send(address, { method: 'POST', body, headers });
      if (status >= 500) throw new Error(`${address}: ${status}`);
      return status === 303 ? 'done' : status === 403 ? 'forbidden' : 'refused';
    },
    async terminal(ticket: string, { keys = [] }: Doing): Promise<Answer> {
      const session = new DeskSession({
        ...{ deps: desk.deps, reviewer: 'rina', role },
        language: 'id',
        showFile: async () => false,
      });
      const press = async (...pressed: string[]) => {
        for (const key of pressed) session.press(key);
        await session.settle();
        return session.state.notice;
      };
      await session.start();
      const opened = await press('o', ...ticket, 'enter');
      const claimed = session.state.open?.hold === 'held' ? 'done' : 'refused';
      let said = keys.length === 0 ? opened : undefined;
      for (const key of keys) {
        if (key.startsWith('paste:')) session.paste(key.slice(6));
        else said = await press(key);
      }
      session.stop();
      if (said?.tone === 'good') return 'done';
      const denied = terminalWords('id').problems.role;
      if (said?.text === denied || opened?.text === denied) return 'forbidden';
      return keys.length === 0 ? claimed : 'refused';
    },
    async command(ticket: string, { command = [] }: Doing): Promise<Answer> {
      const silent = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
      try {
        const words = command.map((word) => (word === 'TICKET' ? ticket : word));
        const options = ['--data', folder, '--as', 'rina'];
        await reviewCommand().parseAsync([...words, ...options], { from: 'user' });
        return 'done';
      } catch (error) {
        return String(error).includes('may not do that') ? 'forbidden' : 'refused';
      } finally {
        silent.mockRestore();
      }
    },
    async transcript(ticket: string, { line = '' }: Doing): Promise<Answer> {
      const played = await playTranscript(`peninjau > ${ticket} ${line}\n`, player, []);
      if (!played.includes('posko !')) return 'done';
      return played.includes('may not do that') ? 'forbidden' : 'refused';
    },
  };
}

export type Surfaces = Awaited<ReturnType<typeof openSurfaces>>;
