import { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { isUp } from '../domain/duty/alert.ts';
import { alertWords } from '../services/duty/alert-text.ts';
import { acknowledge, listAlerts } from '../services/duty/alerts.ts';
import { readServiceStatus } from '../services/duty/service-status.ts';
import {
  actAtDesk,
  asReviewer,
  type DeskAct,
  deskCommand,
  withStoreOptions,
} from './desk-command.ts';
import help from './help.json' with { type: 'json' };
import { print, printAs, printJson } from './output.ts';

/** Creates `posko alarms …`: active alerts, and who has acknowledged them. */
export function alarmsCommand(): Command {
  const alarms = new Command('alarms').description('what is wrong, and who takes care of it');
  deskCommand(alarms, 'list', ['see-roster', help.alarms.list, list]);
  deskCommand(alarms, 'acknowledge <id>', ['acknowledge-alarm', help.alarms.acknowledge, take]);
  const shown = alarms
    .command('status')
    .description('how the post is doing, as the public page tells it');
  actAtDesk(withStoreOptions(shown).addOption(asReviewer()), undefined, status);
  return alarms;
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
