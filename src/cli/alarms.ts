import type { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { isUp } from '../domain/duty/alert.ts';
import { alertWords } from '../services/duty/alert-text.ts';
import { acknowledge, listAlerts } from '../services/duty/alerts.ts';
import { readServiceStatus } from '../services/duty/service-status.ts';
import { createCommand } from './create-command.ts';
import { addDeskCommands, asReviewer, type DeskAct } from './desk-command.ts';
import { print, printAs, printJson } from './output.ts';

/** Creates `posko alarms …`: active alerts, and who has acknowledged them. */
export function alarmsCommand(): Command {
  return addDeskCommands(createCommand('alarms'), {
    list: ['see-roster', list],
    'acknowledge <id>': ['acknowledge-alarm', take],
    status: [undefined, status, (command) => command.addOption(asReviewer())],
  });
}

const list: DeskAct = async (deps, { json }) => {
  const alarms = await listAlerts(deps);
  if (json) return printJson(alarms);
  if (alarms.length === 0) print('no alarms');
  for (const alarm of alarms) {
    const { id, raisedAt = 0, acknowledged, called } = alarm;
    const state = !isUp(alarm) ? 'over' : acknowledged ? `with ${acknowledged.by}` : 'OPEN';
    const who = called.length > 0 ? ` · called ${called.join(', ')}` : '';
    const since = new Date(raisedAt).toISOString();
    print(`${id} · ${state} · since ${since}${who} · ${alertWords.en.what(alarm)}`);
  }
};

const take: DeskAct = async (deps, { as, json }, id = '') => {
  const done = await acknowledge(deps, id, as);
  if (done === 'unknown') throw new Failure(`no alarm ${id} is up; see "posko alarms list"`);
  const text = done === 'already' ? `somebody has ${id} already` : `${id} is with ${as}`;
  printAs({ json }, { id, done }, text);
};

const status: DeskAct = async (deps, options) => {
  const seen = await readServiceStatus(deps);
  const { receiving, answering, reviewing } = seen;
  const text = `receiving ${receiving}, answering ${answering}, reviewing ${reviewing}`;
  printAs(options, seen, text);
};
