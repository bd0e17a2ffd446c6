import { expect, onTestFinished, test } from 'vitest';
import { CloudApi } from '../../../src/channels/cloud-api/cloud-api.ts';
import { anOutgoing, aReply } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';
import { aGraph, cloudAddress, settingsFor } from './stage.ts';

/** A number of which Meta says so much, and how many citizens can be answered in the next second. */
async function aNumber(status: Record<string, unknown>, sendsPerSecond?: number) {
  const graph = await aGraph();
  graph.status = { quality_rating: 'GREEN', ...status };
  let now = MORNING;
  const channel = new CloudApi({ ...settingsFor(graph), sendsPerSecond }, () => now);
  const ask = async () => {
    await channel.follow();
    const digest = anOutgoing(cloudAddress('628'), aReply({ unaskedUntil: 1e15 }));
    await channel.send({ ...digest, heardAt: 0 }); // waits for what was asked
  };
  const pass = (ms: number) => {
    now += ms;
  };
  let citizens = 0;
  const inASecond = () => {
    pass(3_600_000); // what was reserved has long been used
    const waits = Array.from({ length: 600 }, () => {
      citizens += 1;
      return channel.waitMs(anOutgoing(cloudAddress(`62812${citizens}`), aReply()));
    });
    return waits.filter((ms) => ms < 1000).length;
  };
  await ask();
  return { graph, channel, ask, pass, inASecond };
}

test.for<[what: string, status: Record<string, unknown>, sends: number]>([
  ['a usual number sends 40 messages a second, as Meta counts 80 both ways', {}, 40],
  ['and where Meta says so', { throughput: { level: 'STANDARD' } }, 40],
  ['one that Meta has raised sends 500', { throughput: { level: 'HIGH' } }, 500],
  ['one that is also used in the app sends 10', { is_on_biz_app: true }, 10],
  ['in the app also if it is raised', { is_on_biz_app: true, throughput: { level: 'HIGH' } }, 10],
  ['an answer of another form changes nothing', { throughput: 'HIGH', is_on_biz_app: 'yes' }, 40],
])('%s', async ([, status, sends]) => {
  expect((await aNumber(status)).inASecond()).toBe(sends);
});

test('what the operator sets comes before what Meta says', async () => {
  expect((await aNumber({ throughput: { level: 'HIGH' } }, 80)).inASecond()).toBe(80);
});

test('a number is faster once a webhook told that Meta has raised it', async () => {
  const { graph, channel, ask, inASecond } = await aNumber({});
  graph.status = { quality_rating: 'GREEN', throughput: { level: 'HIGH' } };
  expect(inASecond()).toBe(40);
  channel.lookAgain();
  await ask();
  expect(inASecond()).toBe(500);
});

test('several processes share what a number may send, and one that is left has all of it', async () => {
  const { channel, inASecond } = await aNumber({});
  channel.shareWith(4);
  expect(inASecond()).toBe(10);
  channel.shareWith(1);
  expect(inASecond()).toBe(40);
});

test.for<[perSecond: number, atOnce: number]>([
  [1, 1],
  [40, 24],
  [500, 300],
])(
  'at %i a second a number that answers nothing is asked %i things at once',
  async ([perSecond, atOnce]) => {
    const { graph, channel, pass } = await aNumber({}, perSecond);
    const { promise, resolve } = Promise.withResolvers<void>();
    onTestFinished(() => resolve());
    graph.line.pass = () => promise;
    const waits = Array.from({ length: atOnce + 1 }, (_, n) => {
      pass(1000 / perSecond);
      const outgoing = anOutgoing(cloudAddress(`62813${n}`), aReply());
      const ms = channel.waitMs(outgoing);
      if (ms === 0) void channel.send(outgoing);
      return ms;
    });
    expect(waits).toEqual([...Array(atOnce).fill(0), 100]);
  },
);
