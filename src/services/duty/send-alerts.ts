import { isDeepStrictEqual } from 'node:util';
import type { Alert, AlertMessage } from '../../domain/duty/alert.ts';
import type { StaffLanguage } from '../../i18n/languages.ts';
import type { AlertChannels, Email } from '../../ports/alert-channels.ts';
import { readPerson } from '../accounts/people.ts';
import { alertWords } from './alert-text.ts';
import { readTrouble, type StoredAlert, saveAlert } from './alerts.ts';
import type { DutyDeps } from './duty-deps.ts';
import { readLiaisons } from './liaisons.ts';

const MINUTE = 60_000;
/** Longer than any attempt takes; if its process has died, another one tries after it. */
const LEASE_MS = 2 * MINUTE;
const MOST_TRIES = 6;

type Sending = Pick<DutyDeps, 'store' | 'clock' | 'settings' | 'warn'> & { ways: AlertChannels };

/** Sends what alarms have to tell, each by one process; what fails is tried again, later each time. */
export async function sendAlerts(sending: Sending): Promise<void> {
  const { store, clock } = sending;
  for (const alarm of await readTrouble({ store })) {
    for (const message of alarm.messages) {
      if (message.state !== 'waiting' || message.at > clock.now()) continue;
      await sendOne(sending, alarm.id, message);
    }
  }
}

async function sendOne(sending: Sending, id: string, message: AlertMessage): Promise<void> {
  const { store, clock, warn } = sending;
  const leased = { ...message, tries: message.tries + 1, at: clock.now() + LEASE_MS };
  const alarm = await replace(store, { id, from: message, to: leased });
  if (!alarm) return; // another process has it
  const isSent = await send(sending, alarm, leased).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    warn(`an alarm could not be sent by ${message.way}: ${why}`);
    return false as const;
  });
  const now = clock.now();
  if (isSent === undefined) {
    await replace(store, { id, from: leased, to: undefined });
    return;
  }
  const isOver = isSent || leased.tries >= MOST_TRIES;
  const state = isSent ? 'sent' : isOver ? 'failed' : 'waiting';
  const at = isOver ? now : now + MINUTE * 2 ** leased.tries;
  await replace(store, { id, from: leased, to: { ...leased, state, at } });
}

/** Sends a message; undefined where there is no such way (any more). */
async function send(sending: Sending, alarm: Alert, message: AlertMessage) {
  const { ways, store } = sending;
  if (message.way === 'webhook') {
    const { messages: _, calledAt: __, ...told } = alarm;
    const id = `${alarm.kind}:${alarm.of}:${alarm.since}:${message.news}:${alarm.called.length}`;
    if (!ways.webhook) return undefined;
    await ways.webhook({ id, news: message.news, alarm: told });
    return true;
  }
  const { language, ...person } = await readPerson({ store }, message.to);
  const liaison = (await readLiaisons({ store })).get(message.to);
  const { email: to } = liaison ?? person;
  if (to === undefined || !ways.mail) return undefined;
  await ways.mail({ to, ...letterOn(sending, alarm, { language, isPartner: !!liaison }) });
  return true;
}

function letterOn(
  { settings }: Sending,
  alarm: Alert,
  { language, isPartner }: { language: StaffLanguage; isPartner: boolean },
): Omit<Email, 'to'> {
  const words = alertWords[language];
  const page = `${settings.site.address ?? ''}/review/`;
  const ask = isPartner
    ? words.ask('answer', `${page}board/${alarm.of}`)
    : words.ask('acknowledge', `${page}alarms`);
  const text = `${words.what(alarm)}\n\n${ask}\n`;
  return { subject: `[${settings.post}] ${words.kind[alarm.kind]}`, text };
}

/** Puts a message, or none, in the place of one that is still as it was read; undefined where it is not. */
async function replace(
  store: DutyDeps['store'],
  { id, from, to }: { id: string; from: AlertMessage; to: AlertMessage | undefined },
): Promise<StoredAlert | undefined> {
  for (;;) {
    const alarm = (await readTrouble({ store })).find((each) => each.id === id);
    const at = alarm?.messages.findIndex((each) => isDeepStrictEqual(each, from)) ?? -1;
    if (!alarm || at < 0) return undefined;
    const changed = { ...alarm, messages: alarm.messages.toSpliced(at, 1, ...(to ? [to] : [])) };
    if (await saveAlert({ store }, changed)) return changed;
  }
}
