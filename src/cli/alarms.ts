import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { CLOUD_API } from '../channels/cloud-api/read-message.ts';
import { isUp } from '../domain/duty/alert.ts';
import { causeOf, gradeOf } from '../domain/duty/number-notice.ts';
import { wayOf } from '../ports/channel.ts';
import { alertWords } from '../services/duty/alert-text.ts';
import { acknowledge, listAlerts, type StoredAlert } from '../services/duty/alerts.ts';
import { createChannelPauses } from '../services/messaging/channel-pauses.ts';
import { listNotices } from '../services/messaging/number-notices.ts';
import { createDeskCommand, type DeskOptions } from './create-command.ts';
import { joined, printAs, printList } from './output.ts';

export const alarmsCommand = createDeskCommand('alarms', {
  list: ['see-roster', list],
  'acknowledge <id>': ['acknowledge-alarm', take],
  numbers: ['see-roster', numbers],
  'resume <number>': ['acknowledge-alarm', resume],
});

async function list(deps: AppDeps, options: DeskOptions): Promise<void> {
  printList(options, await listAlerts(deps), { line: lineOf, none: 'no alarms' });
}

function lineOf(alarm: StoredAlert): string {
  const { id, raisedAt = 0, acknowledged, called } = alarm;
  const state = !isUp(alarm) ? 'over' : acknowledged ? `with ${acknowledged.by}` : 'OPEN';
  const since = `since ${new Date(raisedAt).toISOString()}`;
  const who = called.length > 0 && `called ${called.join(', ')}`;
  return joined(id, state, since, who, alertWords.en.what(alarm));
}

async function take(deps: AppDeps, { as, json }: DeskOptions, id = ''): Promise<void> {
  const done = await acknowledge(deps, id, as);
  if (done === 'unknown') throw new Failure(`no alarm ${id} is up; see "posko alarms list"`);
  const text = done === 'already' ? `somebody has ${id} already` : `${id} is with ${as}`;
  printAs({ json }, { id, done }, text);
}

async function numbers({ store, clock }: AppDeps, options: DeskOptions): Promise<void> {
  const notices = await listNotices({ store });
  const lines = notices.map((notice) => {
    const text = alertWords.en.what({ ...causeOf(notice), kind: 'notice' });
    return `${new Date(notice.at).toISOString()} · ${gradeOf(notice, clock.now())} · ${text}`;
  });
  printAs(options, notices, lines.join('\n') || 'Meta has told nothing');
}

async function resume({ store }: AppDeps, options: DeskOptions, number = ''): Promise<void> {
  const pauses = createChannelPauses(store.documents);
  const way = wayOf({ name: CLOUD_API, account: number });
  if (!(await pauses.read(way))) throw new Failure(`the number ${number} is not paused`);
  await pauses.write(way, undefined);
  const text = `${way} is tried again; it pauses by itself if the fault is still there`;
  printAs(options, { way }, text);
}
