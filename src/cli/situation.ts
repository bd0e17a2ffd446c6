import { Failure } from '../app/user-error.ts';
import { toCsv } from '../domain/text/csv.ts';
import { readMonth, spanOf } from '../domain/time/month.ts';
import { countSituation } from '../services/situation/count-situation.ts';
import { situationRows } from '../ui-text/describe-situation.ts';
import { deskWords } from '../ui-text/ui-text.ts';
import type { DeskAct, DeskOptions } from './desk-command.ts';
import { printAs } from './output.ts';

interface Options extends DeskOptions {
  hours: string;
  month?: string;
}

/** Prints what came in the last hours or in a month, and what became of it. */
export const situation: DeskAct<Options> = async (deps, options) => {
  const counted = await countSituation(deps, spanIn(options, deps.clock.now()));
  printAs(options, counted, toCsv(situationRows(counted, deskWords.en)).trim());
};

function spanIn({ hours, month }: Options, now: number) {
  const span = month === undefined ? undefined : readMonth(month);
  if (span !== undefined) return spanOf(span);
  if (month !== undefined) throw new Failure(`${month} is no month; write it as in 2026-10`);
  if (!(Number(hours) > 0)) throw new Failure(`--hours takes a number, not ${hours}`);
  return { since: now - Number(hours) * 3_600_000, until: now };
}
