import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadScript } from '../support/stage.ts';
import { loadData } from './load-data.ts';
import { countIntents, findAlarms, MOST_ALARMS } from './people-alarms.ts';
import { type Dialogue, kinds, readDialogues } from './people-dialogues.ts';
import { type Played, playDialogues } from './people-play.ts';
import {
  drawAlarms,
  drawFail,
  drawTable,
  isMet,
  rowsByExpectation,
  rowsOf,
} from './people-table.ts';

/** Plays dialogues as people write them and prints how many end as they should, by kind. */
const { values: options } = parseArgs({
  options: {
    dir: { type: 'string', default: 'test/eval/people' },
    'held-out': { type: 'boolean', default: false },
    kind: { type: 'string', multiple: true },
    data: { type: 'string' },
    'by-expect': { type: 'boolean', default: false },
    fails: { type: 'boolean', default: false },
    width: { type: 'string', default: '240' },
    json: { type: 'boolean', default: false },
  },
});

const script = loadScript();
const began = performance.now();
/** Those that are written after the code are kept apart, and how they fail is not shown beside the others. */
const folders = [options.dir, ...(options['held-out'] ? [join(options.dir, 'held-out')] : [])];
const sets: { folder: string; played: Played[] }[] = [];
for (const folder of folders) {
  sets.push({ folder, played: await playDialogues(script, chosen(readDialogues(folder))) });
}
const seconds = (performance.now() - began) / 1000;
const data = options.data ?? process.env.POSKO_EVAL_DATA;
const queries = data === undefined ? [] : loadData(data).queries;
const alarms = findAlarms(script, queries);
const intents = countIntents(script, queries);

if (options.json) printJson();
else printText();
const isEvery = sets.every(({ played }) => rowsOf(played).every(isMet));
const isQuiet = alarms.every(({ all, alarms: found }) => found.length <= all * MOST_ALARMS);
process.exitCode = isEvery && isQuiet ? 0 : 1;

function chosen(dialogues: readonly Dialogue[]): Dialogue[] {
  const { kind } = options;
  const unknown = kind?.find((name) => !kinds.some((each) => each === name));
  if (unknown !== undefined) throw new Error(`there is no kind ${unknown}: ${kinds.join(', ')}`);
  return dialogues.filter((dialogue) => kind?.includes(dialogue.kind) ?? true);
}

function printText(): void {
  const { stdout } = process;
  for (const { folder, played } of sets) {
    if (options.fails && folder === options.dir) {
      for (const each of failed(played)) stdout.write(`${drawFail(each, Number(options.width))}\n`);
    }
    stdout.write(`${drawTable(folder, rowsOf(played))}\n`);
    if (options['by-expect']) {
      stdout.write(`${drawTable('by expectation', rowsByExpectation(played))}\n`);
    }
  }
  if (data === undefined) {
    stdout.write('no false alarms counted: give --data DIR or set POSKO_EVAL_DATA\n');
  } else {
    if (options.fails) {
      for (const { text, danger } of alarms.flatMap((each) => each.alarms)) {
        stdout.write(`${danger}: ${text}\n`);
      }
    }
    stdout.write(drawAlarms(alarms));
  }
  if (intents) {
    const counts = intents.map(([intent, count]) => `${intent} ${count}`).join(', ');
    stdout.write(`intents of the ordinary messages: ${counts}\n`);
  }
  stdout.write(`${seconds.toFixed(1)} s\n`);
}

function printJson(): void {
  const tables = sets.map(({ folder, played }) => ({
    folder,
    rows: rowsOf(played).map((row) => ({ ...row, isMet: isMet(row) })),
    fails: failed(folder === options.dir ? played : []).map(({ dialogue, done, fault }) => ({
      ...dialogue,
      fault,
      last: done.last,
    })),
  }));
  const found = alarms.map(({ name, all, alarms: { length } }) => ({ name, all, alarms: length }));
  process.stdout.write(`${JSON.stringify({ tables, alarms: found, intents, seconds })}\n`);
}

function failed(played: readonly Played[]): Played[] {
  return played.filter(({ fault }) => fault !== undefined);
}
