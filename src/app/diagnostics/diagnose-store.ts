import { z } from 'zod';
import { codeOf } from '../../channels/cloud-api/errors.ts';
import { get } from '../../channels/cloud-api/graph.ts';
import { CLOUD_API } from '../../channels/cloud-api/read-message.ts';
import type { CloudApiSettings } from '../../channels/cloud-api/settings.ts';
import { type Config, isKeyLost } from '../../config/config.ts';
import { hasSecondContact } from '../../domain/partners/organisation.ts';
import { isOver, statusOf } from '../../domain/partners/referral.ts';
import { spanOf } from '../../domain/time/month.ts';
import { isStale } from '../../domain/voters/contact-age.ts';
import type { EntryFlaw } from '../../domain/voters/voter-answer.ts';
import { wayOf } from '../../ports/channel.ts';
import type { Store } from '../../ports/store.ts';
import { alertWords } from '../../services/duty/alert-text.ts';
import { listAlerts, unreached } from '../../services/duty/alerts.ts';
import { findNotices } from '../../services/duty/find-incidents.ts';
import { HELD_BY_NOBODY, heldByNobody, readHeartbeats } from '../../services/duty/heartbeat.ts';
import { unfinishedJobs } from '../../services/jobs/leased-job.ts';
import { createChannelPauses } from '../../services/messaging/channel-pauses.ts';
import { listOrganisations } from '../../services/organisations/organisations.ts';
import { readReaders } from '../../services/partners/find-readers.ts';
import { listReferrals } from '../../services/partners/referrals.ts';
import { ContactRepository, type KnownContact } from '../../services/settings/contacts.ts';
import { uncountedMonths } from '../../services/stats/monthly-counters.ts';
import { reviewVoterEntries } from '../../services/voters/edit-answers.ts';
import { VoterAnswerRepository } from '../../services/voters/voter-answers.ts';
import { deafness } from '../../ui-text/describe-deafness.ts';
import { inspectContent } from '../load-content.ts';
import { openModel } from '../open-embedder.ts';
import { openStore } from '../open-store.ts';
import { diagnoseClock } from './diagnose-machine.ts';
import { attempt, broken, type Diagnosis, messageOf, ok, warning } from './diagnosis.ts';
import texts from './texts.json' with { type: 'json' };

/** Whether the store opens and what it holds, with the channels, whose keys lie in it. */
export async function diagnoseStore(config: Config, now: number): Promise<Diagnosis[]> {
  if (isKeyLost(config)) return [broken('store', 'not opened, as its key is missing')];
  const indexes = config.mongoUrl ? await diagnoseMongo(config.mongoUrl) : [];
  try {
    const store = await openStore(config);
    const { script } = inspectContent(config);
    const { all, samples } = await store.factChecks.count();
    const channels = await diagnoseChannels(config, store);
    const voters = diagnoseVoters(await VoterAnswerRepository.open(store.documents, script.voters));
    const book = await ContactRepository.open(store.documents, script.contacts);
    const contacts = book.all().map((contact) => diagnoseContact(contact, now));
    const months = await diagnoseRecord(store, now);
    const partners = await diagnosePartners(store, now);
    const jobs = await diagnoseJobs(store, now);
    const missed = unreached(await listAlerts({ store }), now).join(', ');
    await store.close();
    const isOnlySamples = all === samples;
    const hint = isOnlySamples ? '; import your own with "posko import FILE"' : '';
    const where = config.mongoUrl ? 'MongoDB' : 'SQLite';
    const detail = `${where}, ${all} fact-checks, ${samples} of them samples${hint}`;
    const state = isOnlySamples ? 'warning' : 'ok';
    const mail = missed ? [warning('alarm e-mail', `${missed}: ${texts.unreached}`)] : [];
    const desk = [...voters, ...contacts, ...partners, ...months, ...jobs, ...mail];
    return [{ name: 'store', state, detail }, ...indexes, ...channels, ...desk];
  } catch (error) {
    return [broken('store', messageOf(error)), ...indexes];
  }
}

/** Work that one worker does for all, as long as it is not finished; after an hour it has likely failed, as the log says. */
async function diagnoseJobs(store: Store, now: number): Promise<Diagnosis[]> {
  return (await unfinishedJobs({ store })).map(({ id, beganAt, commands }) => {
    const seconds = Math.round((now - beganAt) / 1000);
    const detail = `under way for ${seconds} s, ${commands} steps done`;
    return (seconds > 3600 ? warning : ok)(`work ${id}`, detail);
  });
}

/** Every index that is missing, and whether its clock and ours agree; nothing where it does not answer. */
async function diagnoseMongo(url: string): Promise<Diagnosis[]> {
  const { migrateMongo } = await import('../../store/mongo/open-mongo.ts');
  const { connect } = await import('../../store/mongo/connect.ts');
  try {
    const steps = await migrateMongo(url, { isDry: true });
    const names = steps.map((step) => `${step.type} ${step.collection}: ${step.what}`).join(', ');
    const connection = await connect(url);
    const read = async () => {
      const { localTime } = await connection.getClient().db().command({ hello: 1 });
      return Number(localTime);
    };
    const clock = await diagnoseClock('MongoDB', read, Date.now).finally(() => connection.close());
    const name = 'MongoDB indexes';
    if (steps.length === 0) return [ok(name, 'all of them are there'), clock];
    const isOpenable = steps.every(({ type }) => type === 'move' || type === 'drop');
    const detail = `${names}; run "posko db migrate"`;
    return [(isOpenable ? warning : broken)(name, detail), clock];
  } catch {
    return []; // the store says why
  }
}

/** Whether the model for meaning can be used, where one is configured. */
export async function diagnoseEmbedder({ embedder }: Config): Promise<Diagnosis[]> {
  if (embedder === undefined) return [];
  const look = async () => {
    const { model, dimensions } = await openModel(embedder);
    if (embedder.type === 'folder') return ok('embedder', embedder.folder);
    return ok('embedder', `${model} at ${embedder.url}, ${dimensions} numbers`);
  };
  return [await attempt('embedder', look)];
}

async function diagnoseChannels(config: Config, store: Store): Promise<Diagnosis[]> {
  const numbers = config.cloudApi?.numbers ?? [];
  const strays = heldByNobody(await readHeartbeats({ store }, Date.now()));
  const found = [
    ...(await Promise.all(numbers.map((number) => diagnoseCloudApi(number, store)))),
    ...(await diagnoseNotices(store)),
    ...(config.baileys ? [await diagnoseDevice(config.baileys.account, store)] : []),
    ...strays.map((way) => broken(way, HELD_BY_NOBODY)),
  ];
  if (found.length > 0) return found;
  const detail = 'not connected: only this machine reaches Posko; see docs/whatsapp.md';
  return [warning('WhatsApp', detail)];
}

async function diagnoseCloudApi(settings: CloudApiSettings, store: Store): Promise<Diagnosis> {
  const name = 'WhatsApp Cloud API';
  const answer = await get(settings, `${settings.numberId}?fields=quality_rating`);
  const way = wayOf({ name: CLOUD_API, account: settings.numberId });
  const pause = await createChannelPauses(store.documents).read(way);
  if (pause) {
    const detail = `paused by error ${codeOf(pause.fault)}: ${pause.fault.details ?? 'no details'}`;
    return broken(name, `${detail}; every reply is kept; see docs/whatsapp.md`);
  }
  const rating = qualitySchema.safeParse(answer.type === 'ok' && answer.body).data?.quality_rating;
  if (rating) {
    const detail = `the quality of the number is ${rating}: digests and warnings are not sent`;
    return { name, state: rating === 'RED' ? 'broken' : 'warning', detail };
  }
  if (answer.type === 'ok') {
    if (settings.template) return ok(name, 'the token and the number work');
    const detail = 'works; without POSKO_CLOUD_TEMPLATE news after 24 hours waits silently';
    return warning(name, detail);
  }
  const reason =
    answer.type === 'error'
      ? `error ${codeOf(answer.fault)}: ${answer.fault.details ?? ''}; check the token and the id`
      : 'no answer';
  return broken(name, `${reason}; see docs/whatsapp.md`);
}

const qualitySchema = z.looseObject({ quality_rating: z.enum(['RED', 'YELLOW']) });

/** What Meta has told of the numbers and has not taken back. */
async function diagnoseNotices(store: Pick<Store, 'documents'>): Promise<Diagnosis[]> {
  const told = await findNotices({ store }, Date.now());
  return told.map((cause) => ({
    name: `WhatsApp ${cause.of}`,
    state: cause.kind === 'number' ? 'broken' : 'warning',
    detail: alertWords.en.what(cause),
  }));
}

async function diagnoseDevice(account: string, store: Store): Promise<Diagnosis> {
  const name = 'WhatsApp device';
  const creds = (await store.sessions.read(account, 'creds', ['own'])).get('own');
  if (creds?.includes('"me"')) return ok(name, 'paired');
  return broken(name, 'not paired: run "posko pair"');
}

/** Whether somebody has looked at a contact not long ago. */
function diagnoseContact({ key, name, verified }: KnownContact, now: number): Diagnosis {
  const verify = `look and run "posko contacts verify ${key}"`;
  if (!verified) {
    return warning(`contact ${key}`, `${name} was never verified and is not shown; ${verify}`);
  }
  const isOld = isStale(verified, now);
  const detail = `${name}, verified ${verified}${isOld ? `; ${verify}` : ''}`;
  return { name: `contact ${key}`, state: isOld ? 'warning' : 'ok', detail };
}

/** Whether somebody reads what is passed on to each partner that takes part, and somebody is told of what is late. */
async function diagnosePartners(store: Pick<Store, 'documents' | 'reviewers'>, now: number) {
  const deafReason = await readReaders({ store, clock: { now: () => now } });
  const open = (await listReferrals({ store })).filter((each) => !isOver(statusOf(each)));
  const active = (await listOrganisations({ store })).filter(({ isActive }) => isActive);
  return active.flatMap((organisation): Diagnosis[] => {
    const why = deafReason(organisation);
    const name = `partner ${organisation.id}`;
    const lack = 'nobody is told there of what is late; name a deputy at /review/partners';
    const flaws = hasSecondContact(organisation) ? [] : [warning(name, lack)];
    if (why === undefined) return flaws;
    const waiting = open.filter((each) => each.organisation === organisation.id).length;
    const unread = waiting > 0 ? `; ${waiting} passed on to it are unread` : '';
    const detail = `nobody reads what is passed on to ${organisation.name}: ${deafness[why]}${unread}`;
    return [warning(name, detail), ...flaws];
  });
}

/** A month is counted within the hour after its end; what is not counted by then will not be by itself. */
const SOON_MS = 2 * 3_600_000;

/** Whether every month that is over is counted; each that is not by name. */
export async function diagnoseRecord(store: Pick<Store, 'documents' | 'figures'>, now: number) {
  const months = await uncountedMonths({ store, clock: { now: () => now } });
  const overdue = months.filter((month) => spanOf(month).until + SOON_MS <= now);
  const name = 'monthly record';
  if (overdue.length === 0) return [ok(name, 'every month is counted')];
  return overdue.map((month) => {
    const detail = `${month} is not counted, and its data is kept until it is; the log says why, and an editor counts it again at /review/records`;
    return broken(name, detail);
  });
}

const TO_DO: Readonly<Record<EntryFlaw, string>> = texts.voterAnswer;

/** Whether the answers for voters were verified recently; names each that needs attention. */
function diagnoseVoters(book: VoterAnswerRepository): Diagnosis[] {
  const entries = reviewVoterEntries(book.all(), Date.now());
  const flawed = entries.flatMap(({ entry, flaw }): Diagnosis[] =>
    flaw === undefined ? [] : [warning(`answer ${entry.id}`, TO_DO[flaw])],
  );
  const shown = book.shown(Date.now()).length;
  const detail = `${shown} shown of ${entries.length}`;
  return [{ name: 'answers for voters', state: shown > 0 ? 'ok' : 'warning', detail }, ...flawed];
}
