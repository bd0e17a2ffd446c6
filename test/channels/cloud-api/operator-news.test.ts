import { describe, expect, test } from 'vitest';
import events from '../../../src/channels/cloud-api/operator-events.json' with { type: 'json' };
import topics from '../../../src/domain/duty/number-topics.json' with { type: 'json' };
import { alertWords } from '../../../src/services/duty/alert-text.ts';
import { listAlerts } from '../../../src/services/duty/alerts.ts';
import { createMonitor } from '../../../src/services/duty/monitor.ts';
import notices from '../../../src/services/duty/notice-text.json' with { type: 'json' };
import { listNotices } from '../../../src/services/messaging/number-notices.ts';
import { aCloudPost } from './stage.ts';

type World = Awaited<ReturnType<typeof aCloudPost>>;

const NUMBER = { display_phone_number: '628001112222' };
const TEMPLATE = { message_template_name: 'kabar_posko', message_template_language: 'id' };
const DAY = 86_400_000;

/** Posts a change of the account, and lets the tipline be watched twice within a minute. */
async function tell(world: World, field: string, value: object, { repeats = 1 } = {}) {
  const time = Math.floor(world.post.clock.now() / 1000);
  const entry = [{ id: '102', time, changes: [{ field, value }] }];
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry });
  for (let n = 0; n < repeats; n += 1) expect(await world.graph.deliverRaw(body)).toBe(200);
  return watch(world);
}

async function watch({ post, store }: World) {
  const ways = {};
  const monitor = createMonitor(post.deps, {
    ...{ ways, escalateMs: DAY, isWorker: true, hasJobs: () => true },
  });
  await monitor.look();
  await post.wait(15_000);
  await monitor.look();
  const alarms = await listAlerts({ store });
  const up = alarms.filter(({ endedAt, kind }) => endedAt === undefined && kind !== 'channel');
  return up.map(({ kind, of, detail }) => [kind, of, ...(detail ? [detail] : [])].join(' '));
}

test('every topic has its words in both languages, a grade, and an event that leads to it', () => {
  const named = new Set(Object.values(events.fields).flatMap((field) => Object.values(field)));
  const own = ['quality-yellow', 'api-error', 'api-stopped'];
  expect([...named, ...own].sort().filter((each, n, all) => each !== all[n - 1])).toEqual(
    Object.keys(topics).sort(),
  );
  expect(Object.keys(notices.id)).toEqual(Object.keys(topics));
  expect(Object.keys(notices.en)).toEqual(Object.keys(topics));
  for (const { grade } of Object.values(topics)) expect(['bad', 'watch', 'good']).toContain(grade);
});

describe('an alarm within a minute tells', () => {
  test.each([
    ['account_update', { event: 'ACCOUNT_DELETED' }, 'number account-deleted'],
    [
      'account_update',
      { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SCAM' } },
      'number account-violation SCAM',
    ],
    [
      'account_update',
      {
        event: 'ACCOUNT_RESTRICTION',
        restriction_info: [
          { restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 1_893_456_000 },
        ],
      },
      'number account-restricted RESTRICTED_BIZ_INITIATED_MESSAGING (until 2030-01-01)',
    ],
    [
      'account_update',
      {
        event: 'DISABLED_UPDATE',
        ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'May 2, 2027' },
      },
      'number account-scheduled May 2, 2027',
    ],
    [
      'account_update',
      { event: 'ACCOUNT_OFFBOARDED', disconnection_info: { reason: 'CHANGE_NUMBER' } },
      'number account-offboarded CHANGE_NUMBER',
    ],
    ['account_review_update', { decision: 'REJECTED' }, 'number review-failed'],
    [
      'phone_number_quality_update',
      { ...NUMBER, event: 'FLAGGED', current_limit: 'TIER_2K' },
      'number quality-red:628001112222 TIER_2K',
    ],
    [
      'phone_number_quality_update',
      { ...NUMBER, event: 'DOWNGRADE', max_daily_conversations_per_business: 'TIER_250' },
      'notice limit-lowered:628001112222 TIER_250',
    ],
    [
      'account_alerts',
      { alert_info: { alert_severity: 'CRITICAL', alert_type: 'OBA_REJECTED' } },
      'number alert-critical OBA_REJECTED',
    ],
    [
      'message_template_status_update',
      { ...TEMPLATE, event: 'REJECTED', reason: 'INVALID_FORMAT' },
      'number template-stopped:kabar_posko:id INVALID_FORMAT',
    ],
    [
      'message_template_status_update', // Meta's own example has this field
      { ...TEMPLATE, previous_quality_score: 'GREEN', new_quality_score: 'YELLOW' },
      'notice template-yellow:kabar_posko:id',
    ],
    [
      'template_category_update',
      { ...TEMPLATE, new_category: 'UTILITY', correct_category: 'MARKETING' },
      'notice category-soon:kabar_posko:id UTILITY, MARKETING',
    ],
    ['security', { ...NUMBER, event: 'PIN_RESET_REQUEST' }, 'number pin-reset:628001112222'],
    [
      'messages',
      { errors: [{ code: 131031, title: 'Account has been locked' }] },
      'number api-stopped 131031 Account has been locked',
    ],
    ['messages', { errors: [{ code: 130429 }] }, 'notice api-error 130429'],
  ])('%s %j', async (field, value, alarm) => {
    const world = await aCloudPost();
    expect(await tell(world, field, value, { repeats: 2 })).toEqual([alarm]);
    const [found] = await listAlerts(world.post.deps);
    for (const language of ['id', 'en'] as const) {
      const text = found && alertWords[language].what(found);
      expect(text).not.toMatch(/[{}]|undefined/);
      expect(text?.length).toBeGreaterThan(40);
    }
  });
});

/** Where Meta writes the event of a field, if not under `event`. */
const PLACES: Readonly<Record<string, string>> = {
  account_review_update: 'decision',
  account_alerts: 'alert_severity',
  phone_number_name_update: 'decision',
  message_template_quality_update: 'new_quality_score',
};
const dangers = Object.entries(events.fields).flatMap(([field, named]) =>
  Object.entries(named).flatMap(([event, topic]) => {
    const { grade } = topics[topic as keyof typeof topics];
    return grade === 'good' || event === '*' ? [] : [{ field, event, topic }];
  }),
);

describe('the operator is told within a minute, with the reason and the next step, of', () => {
  test('more than 18 dangers, and every topic that is none of good news', () => {
    const told = new Set([...dangers.map(({ topic }) => topic), 'quality-yellow', 'api-error']);
    const bad = Object.entries(topics).filter(([, { grade }]) => grade !== 'good');
    const others = ['category-changed', 'api-stopped'];
    expect([...told, ...others].toSorted()).toEqual(bad.map(([topic]) => topic).toSorted());
    expect(dangers.length).toBeGreaterThan(18);
  });

  test.each(dangers)('$field $event', async ({ field, event, topic }) => {
    const world = await aCloudPost();
    const category = event === 'SOON' ? { correct_category: 'MARKETING' } : {};
    const value = { [PLACES[field] ?? 'event']: event, reason: 'KELUHAN_WARGA', ...category };
    const before = world.post.clock.now();
    const [told = ''] = await tell(world, field, { ...NUMBER, ...TEMPLATE, ...value });
    expect(world.post.clock.now() - before).toBeLessThan(60_000);
    expect(told.split(/[ :]/)[1]).toBe(topic);
    const [found] = await listAlerts(world.post.deps);
    for (const language of ['id', 'en'] as const) {
      const text = found && alertWords[language].what(found);
      const [what, next] = text?.split('KELUHAN_WARGA') ?? [];
      expect(what?.length).toBeGreaterThan(20);
      expect(next).toMatch(/^\W.*[a-z]{3,} [\w-]{2,} .{15,}/);
    }
  });
});

test('good news raises no alarm, and ends the one it answers', async () => {
  const world = await aCloudPost();
  const disabled = { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } };
  expect(await tell(world, 'account_update', disabled)).toEqual(['number account-disabled']);
  const back = { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } };
  expect(await tell(world, 'account_update', back)).toEqual([]);
  for (const [field, value] of [
    ['phone_number_quality_update', { ...NUMBER, event: 'THROUGHPUT_UPGRADE' }],
    ['business_capability_update', { max_daily_conversations_per_business: 2000 }],
    ['message_template_status_update', { ...TEMPLATE, event: 'APPROVED', reason: 'NONE' }],
    ['account_update', { event: 'PARTNER_ADDED', waba_info: { waba_id: '1' } }],
  ] as const) {
    expect(await tell(world, field, value)).toEqual([]);
  }
  const kept = await listNotices(world.post.deps);
  expect(kept.find(({ topic }) => topic === 'limit-set')?.detail).toBe('2K');
  expect(kept.find(({ topic }) => topic === 'template-usable')?.detail).toBeUndefined();
});

test('a late repeat of bad news does not undo the good news after it', async () => {
  const world = await aCloudPost();
  const late = Math.floor(world.post.clock.now() / 1000) - 600;
  await tell(world, 'account_update', { event: 'ACCOUNT_RECONNECTED' });
  const changes = [{ field: 'account_update', value: { event: 'ACCOUNT_OFFBOARDED' } }];
  const entry = [{ id: '102', time: late, changes }];
  await world.graph.deliverRaw(JSON.stringify({ object: 'whatsapp_business_account', entry }));
  expect(await watch(world)).toEqual([]);
});

test('a notice counts for a week, or until the restriction ends', async () => {
  const world = await aCloudPost();
  const expiration = Math.floor((world.post.clock.now() + DAY) / 1000);
  const restriction_info = [{ restriction_type: 'RESTRICTED_UTILITY_TEMPLATES', expiration }];
  await tell(world, 'account_update', { event: 'ACCOUNT_RESTRICTION', restriction_info });
  await tell(world, 'security', { ...NUMBER, event: 'PIN_CHANGED' });
  await world.post.wait(2 * DAY);
  expect(await watch(world)).toEqual(['notice pin-changed:628001112222']);
  await world.post.wait(6 * DAY);
  expect(await watch(world)).toEqual([]);
});

test('what Meta writes of citizens is masked', async () => {
  const world = await aCloudPost();
  const alert_description = 'Citizen +62 812-3456-7890 (ani@example.org) has complained';
  await tell(world, 'account_alerts', {
    alert_info: { alert_severity: 'WARNING', alert_type: 'X', alert_description },
  });
  const [{ detail = '' } = {}] = await listNotices(world.post.deps);
  expect(detail).toContain('has complained');
  expect(detail).not.toMatch(/812|ani@/);
});

test('a field that is not read is told once', async () => {
  const world = await aCloudPost();
  for (let n = 0; n < 3; n += 1) await tell(world, 'tracking_events', { tracking_data: {} });
  expect(world.unknown).toEqual(['tracking_events']);
});
