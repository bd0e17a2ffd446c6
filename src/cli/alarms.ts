import { Command } from 'commander';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import { isUp } from '../domain/duty/alert.ts';
import { alertWords } from '../services/duty/alert-text.ts';
import { acknowledge, listAlerts } from '../services/duty/alerts.ts';
import { readServiceStatus } from '../services/duty/service-status.ts';
import { withDeskOptions } from './desk-options.ts';
import { findReviewer } from './find-reviewer.ts';
import { configFor, print, printJson } from './output.ts';

interface Options {
  json?: boolean;
  data?: string;
  as: string;
}

/** Creates `posko alarms …`: active alerts, and who has acknowledged them. */
export function alarmsCommand(): Command {
  const alarms = new Command('alarms').description('what is wrong, and who takes care of it');
  withDeskOptions(alarms.command('list').description('alarms, those that are up first')).action(
    list,
  );
  withDeskOptions(
    alarms
      .command('acknowledge <id>')
      .description('take care of an alarm, so that nobody else is called'),
  ).action(take);
  withDeskOptions(
    alarms.command('status').description('how the post is doing, as the public page tells it'),
  ).action(status);
  return alarms;
}

async function list(options: Options): Promise<void> {
  await atDesk(configFor(options), async (deps) => {
    await findReviewer(deps.store, options.as, 'see-roster');
    const alarms = await listAlerts(deps);
    if (options.json) return printJson(alarms);
    if (alarms.length === 0) print('no alarms');
    for (const alarm of alarms) {
      const { id, raisedAt = 0, acknowledged, called } = alarm;
      const state = !isUp(alarm) ? 'over' : acknowledged ? `with ${acknowledged.by}` : 'OPEN';
      const who = called.length > 0 ? ` · called ${called.join(', ')}` : '';
      const since = new Date(raisedAt).toISOString();
      print(`${id} · ${state} · since ${since}${who} · ${alertWords.en.what(alarm)}`);
    }
  });
}

async function take(id: string, options: Options): Promise<void> {
  await atDesk(configFor(options), async (deps) => {
    const { name } = await findReviewer(deps.store, options.as, 'acknowledge-alarm');
    const done = await acknowledge(deps, id, name);
    if (done === 'unknown') throw new Failure(`no alarm ${id} is up; see "posko alarms list"`);
    if (options.json) printJson({ id, done });
    else print(done === 'already' ? `somebody has ${id} already` : `${id} is with ${name}`);
  });
}

async function status(options: Options): Promise<void> {
  await atDesk(configFor(options), async (deps) => {
    const seen = await readServiceStatus(deps);
    if (options.json) return printJson(seen);
    print(`receiving ${seen.receiving}, answering ${seen.answering}, reviewing ${seen.reviewing}`);
  });
}
