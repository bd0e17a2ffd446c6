import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { hasTmux, TmuxScreen } from '../support/tmux.ts';
import { fillQueue } from './fill-queue.ts';

const MAIN = ['--disable-warning=ExperimentalWarning', 'src/main.ts'];

test.skipIf(!hasTmux())(
  'a queue of 50 cases is worked in a real terminal with keys alone',
  { timeout: 180_000 },
  async () => {
    const { screen, folder } = await openTerminal(50);
    await screen.sees('[1 Siap 50]');
    const counts: number[] = [];
    for (let n = 0; n < 50; n += 1) {
      const keys = decide(screen, n);
      if (keys !== undefined) counts.push(keys);
      await screen.sees(new RegExp(`\\[1 Siap(?: diambil)? ${49 - n}\\]`));
      if (n === 10) screen.resize(120, 40);
      if (n === 20) screen.resize(80, 24);
    }
    expect(counts.length).toBe(40);
    expect(counts.toSorted((a, b) => a - b)[20]).toBeLessThanOrEqual(8);
    screen.press('s');
    await screen.sees(/Diputus rina hari ini +50/);
    screen.press('q', 'q');
    await closes(screen);
    const store = await openStore(readConfig({ POSKO_DATA: folder }));
    const [published, closed] = [
      await store.cases.list('published', 99),
      await store.cases.list('closed', 99),
    ];
    await store.close();
    expect([published.length, closed.length]).toEqual([40, 10]);
    expect([...published, ...closed].every(({ lease }) => lease === undefined)).toBe(true);
  },
);

test.skipIf(!hasTmux())(
  'a smaller window leaves nothing stale behind, and every line fits',
  { timeout: 60_000 },
  async () => {
    const { screen } = await openTerminal(12);
    await screen.sees('[1 Siap 12]');
    screen.press('Enter', '2');
    await screen.sees('Pesan untuk warga');
    for (const [columns, rows] of [
      [120, 40],
      [80, 24],
      [100, 30],
      [80, 24],
    ] as const) {
      screen.resize(columns, rows);
      await vi.waitFor(() => {
        const lines = screen.lines();
        expect(lines.filter((line) => line.includes('dipegang Anda')).length).toBe(1);
        expect(lines.filter((line) => line.includes('Ctrl+S terbitkan')).length).toBe(1);
        expect(lines.filter((line) => line.includes('Pesan untuk warga')).length).toBe(1);
        expect(lines.findLast((line) => line.trim() !== '')).toContain('Ctrl+S terbitkan');
      });
    }
  },
);

/** Decides the case on top, in one breath; tells how many keys and pastes a verdict took from the opened case. */
function decide(screen: TmuxScreen, n: number): number | undefined {
  if (n % 5 === 4) {
    screen.press('Enter', 'x', '3');
    return undefined;
  }
  screen.press('Enter', String((n % 8) + 1));
  screen.paste('Pengelolanya sudah menjawab.');
  screen.press('Enter');
  screen.paste('https://turnbackhoax.id/cek-fakta');
  screen.press('C-s');
  return 5;
}

async function openTerminal(cases: number) {
  const folder = aFolder();
  const store = await openStore(readConfig({ POSKO_DATA: folder }));
  await fillQueue(store, cases, Date.now());
  await store.close();
  const words = [process.execPath, ...MAIN, 'console', '--data', folder, '--as', 'rina'];
  const screen = new TmuxScreen(words, { columns: 80, rows: 24, env: { POSKO_UNDO_S: '2' } });
  onTestFinished(() => screen.close());
  return { screen, folder };
}

async function closes(screen: TmuxScreen): Promise<void> {
  for (let tries = 0; screen.isOpen(); tries += 1) {
    if (tries > 100) throw new Error('the console did not close');
    await pause(50);
  }
}
