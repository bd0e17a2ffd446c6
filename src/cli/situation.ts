import { Failure } from '../app/user-error.ts';
import { toCsv } from '../domain/text/csv.ts';
import { readMonth, spanOf } from '../domain/time/month.ts';
import { countSituation } from '../services/situation/count-situation.ts';
import { describeSituation } from '../ui-text/describe-situation.ts';
import { deskWords } from '../ui-text/ui-text.ts';
import type { DeskAct, DeskOptions } from './desk-command.ts';
import { print, printJson } from './output.ts';

interface Options extends DeskOptions {
  hours: string;
  month?: string;
  csv?: boolean;
}

/** Prints what came in the last hours or in a month, and what became of it. */
export const situation: DeskAct<Options> = async (deps, options) => {
  const counted = await countSituation(deps, spanIn(options, deps.clock.now()));
  if (options.json) return printJson(counted);
  for (const { title, heads, rows } of describeSituation(counted, deskWords.en)) {
    if (options.csv)
      print(toCsv([[title, ...heads], ...rows.map((row) => [title, ...row])]).trim());
    else print([title, heads.join(' · '), ...rows.map((row) => row.join(' · ')), ''].join('\n'));
  }
};

function spanIn({ hours, month }: Options, now: number) {
  const count = Number(hours);
  if (!(count > 0 && count <= 744)) throw new Failure('--hours takes a number from 1 to 744');
  if (month === undefined) return { since: now - count * 3_600_000, until: now };
  const read = readMonth(month);
  if (read === undefined) throw new Failure(`${month} is no month; write it as in 2026-10`);
  return spanOf(read);
}
