import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { openConsole } from '../../src/terminal/open-console.ts';
import { aCase, aCaseCommit } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import { openDesk } from './open-desk.ts';

const PASTE = (text: string) => `\x1b[200~${text}\x1b[201~`;

test('fast typing arrives as one text, and each key counts', async () => {
  const { type, sees, screen } = await openScreen(5);
  await sees('▸ K00');
  const third = screen().match(/K00\d/g)?.[2] ?? '';
  type('jj\r');
  await sees(`${third} · dipegang Anda`);
  type('2Pengelolanya sudah membantah.\rhttps://sumber.example/cek\x13');
  await sees(`${third}: putusan terbit`);
});

test('what is pasted is never taken for keys, with its line breaks as spaces', async () => {
  const { type, sees, shows } = await openScreen(2);
  await sees('▸ K00');
  type(PASTE('q\nq\njj\n'));
  type('\r1');
  await sees('Pesan untuk warga');
  type('\x15');
  type(PASTE('Baris satu.\r\nBaris dua\n\x13\x1b'));
  await sees('Baris satu. Baris dua');
  expect(shows('putusan terbit')).toBe(false);
});

test('after a resize everything is drawn anew for the new size', async () => {
  const { type, sees, written, resize } = await openScreen(5);
  await sees('▸ K00');
  type('\r');
  await sees('dipegang Anda');
  const before = written().length;
  resize(60, 16);
  await sees('1-8 putusan', before);
  const drawn = written().slice(before);
  expect(drawn).toContain('\x1b[2J\x1b[H');
  expect(drawn).toContain('Kata-kata yang beredar');
});

test('no byte of a citizen’s text steers the terminal', async () => {
  const claim = 'Judul \x1b]0;DIRETAS\x07 \x1b[2J \x9b31m merah \u202e balik';
  const { type, sees, written } = await openScreen(0, claim);
  await sees('JAHAT');
  type('\r1');
  await sees('Pesan untuk warga');
  expect(written()).not.toContain('\x1b]0;');
  expect(written()).not.toContain('\x9b');
  expect(written()).not.toContain('\u202e');
  expect(written()).not.toContain('\x07');
});

test('a quiet queue costs a slow line next to nothing', async () => {
  const clock = new VirtualClock(MORNING + 25.5 * 3_600_000); // when no wait becomes a longer one
  const { type, sees, screen, written } = await openScreen(5, undefined, clock);
  await sees('▸ K00');
  const [first = '', second = ''] = screen().match(/K00\d/g) ?? [];
  const lookThere = async () => {
    const before = written().length;
    type('j');
    await sees(`▸ ${second}`, before);
    type('k');
    await sees(`▸ ${first}`, before);
    return written().slice(before);
  };
  const drawn = await lookThere();
  const before = written().length;
  await clock.advance(30_000, () => new Promise(setImmediate));
  // What had changed would be drawn with the next key at the latest.
  const drawnThen = await lookThere();
  expect(written().slice(before)).toBe(drawnThen);
  expect(drawnThen).toBe(drawn);
});

test('q ends the console and gives the terminal back', async () => {
  const { type, sees, written, ended } = await openScreen(1);
  await sees('▸ K000');
  type('q');
  await ended;
  expect(written()).toContain('\x1b[?1049l');
  expect(written()).toContain('\x1b[?2004l');
});

/** The console on a terminal that is not there. */
async function openScreen(cases: number, claim?: string, clock: Clock = realClock) {
  const desk = await openDesk({
    cases,
    prepare: async (store) => {
      const newCases = claim === undefined ? [] : [aCase({ ticket: 'JAHAT', claim })];
      await store.cases.commit(aCaseCommit({ newCases }));
    },
  });
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  });
  let written = '';
  const stdout = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns: 80,
    rows: 24,
    writable: true,
    write(text: string, done?: () => void) {
      written += text;
      done?.();
      return true;
    },
  });
  const ended = openConsole(
    {
      deps: { ...desk.deps, clock },
      reviewer: 'rina',
      role: 'admin',
      language: 'id',
      showFile: async () => false,
    },
    { stdin: stdin as never, stdout: stdout as never }, // as much of them as Ink uses
  );
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  let pressed = 0;
  const leave = () => {
    if (isOver) return;
    stdin.write(pressed % 2 === 0 ? '\x03' : 'b');
    pressed += 1;
    throw new Error('the console is still open');
  };
  onTestFinished(() => vi.waitFor(leave, { timeout: 60_000 }));
  const shows = (text: string, from = 0) => bare(written.slice(from)).includes(text);
  return {
    ended,
    shows,
    written: () => written,
    screen: () => bare(written),
    type: (keys: string) => void stdin.write(keys),
    resize(columns: number, rows: number) {
      Object.assign(stdout, { columns, rows });
      stdout.emit('resize');
    },
    async sees(text: string, from = 0) {
      for (let tries = 0; tries < 100; tries += 1) {
        if (shows(text, from)) return;
        await pause(50);
      }
      throw new Error(`the screen never showed ${text}:\n${bare(written.slice(from))}`);
    },
  };
}

const realClock = {
  now: () => Date.now(),
  at(time: number, task: () => void) {
    const timer = setTimeout(task, Math.max(0, time - Date.now()));
    return () => clearTimeout(timer);
  },
};

function bare(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what the console itself sends
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '');
}
