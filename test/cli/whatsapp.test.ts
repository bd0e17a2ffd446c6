import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { FakeGraph } from '../fake-graph/fake-graph.ts';
import { FakeWhatsApp } from '../fake-whatsapp/server.ts';
import { aFolder } from '../support/builders.ts';
import { jsonLines, posko } from '../support/posko.ts';
import { aFreePort, isHealthy, type Program, startProgram } from '../support/program.ts';
import '../fake-whatsapp/trust.ts';

const CANARY = 'burung kenari Surti Wibowo 087812345678';

async function until(isTrue: () => boolean, ms = 15_000): Promise<void> {
  for (const end = Date.now() + ms; !isTrue(); await pause(20)) {
    if (Date.now() > end) throw new Error(`it has not come true: ${isTrue}`);
  }
}

function run(...args: Parameters<typeof startProgram>): Program {
  const program = startProgram(...args);
  onTestFinished(() => program.stop());
  return program;
}

async function aWorld() {
  const [whatsapp, graph, port] = [
    await FakeWhatsApp.start(),
    await FakeGraph.start(),
    await aFreePort(),
  ];
  onTestFinished(async () => {
    await whatsapp.close();
    await graph.close();
  });
  graph.connect(`http://127.0.0.1:${port}/webhook`);
  const variables = {
    POSKO_DATA: join(aFolder(), 'data'),
    POSKO_PORT: `${port}`,
    POSKO_CHAT: 'off',
    POSKO_QUIET_MS: '10',
    POSKO_LOG_LEVEL: 'debug',
    POSKO_BAILEYS: 'on',
    POSKO_BAILEYS_URL: whatsapp.url,
    POSKO_BAILEYS_VERSION: '2.3000.1',
    POSKO_CLOUD_NUMBER_ID: graph.numberId,
    POSKO_CLOUD_TOKEN: graph.token,
    POSKO_CLOUD_APP_SECRET: graph.appSecret,
    POSKO_CLOUD_VERIFY_TOKEN: graph.verifyToken,
    POSKO_CLOUD_URL: graph.url,
  };
  return { whatsapp, graph, port, variables };
}

const CODE = /([A-Z0-9]{4})-([A-Z0-9]{4})/;

test('a post is paired by a typed code, serves both ways to WhatsApp, and tells its log nothing of citizens', async () => {
  const { whatsapp, graph, port, variables } = await aWorld();
  const before = await posko(['doctor', '--json'], { env: variables });
  expect(stateOf(before.stdout, 'WhatsApp device')).toBe('broken');
  expect(stateOf(before.stdout, 'WhatsApp Cloud API')).toBe('warning');

  const pairing = run(['pair', '--phone', '6281200000000'], variables, { trustsFake: true });
  await until(() => CODE.test(pairing.output()));
  const [, left = '', right = ''] = CODE.exec(pairing.output()) ?? [];
  await whatsapp.enterCode(left + right);
  await until(() => pairing.child.exitCode === 0);
  expect(pairing.output()).toContain('Paired');

  const program = run(['start'], variables, { trustsFake: true });
  await isHealthy(port, (health) => JSON.stringify(health).includes('"baileys":{"state":"ok"}'));
  const ani = whatsapp.citizen('Ani Wibowo', { phone: '6287811112222' });
  const budi = graph.citizen('Budi');
  await ani.send({ extendedTextMessage: { text: CANARY, contextInfo: { isForwarded: true } } });
  await ani.next(10_000);
  await ani.beginAnew();
  await ani.write(`${CANARY} lagi`);
  await ani.next(10_000);
  ani.reinstall();
  await ani.write(`${CANARY} sekali lagi`);
  await ani.next(10_000);
  expect(await budi.write(`benarkah ${CANARY}?`)).toBe(200);
  expect(await budi.send({ type: 'image', image: { id: '404', caption: CANARY } })).toBe(200);
  expect(await graph.deliver({ messages: [{ from: budi.phone, text: CANARY }] })).toBe(200);
  expect(await graph.deliverRaw(CANARY)).toBe(200);
  expect(await graph.deliverRaw(CANARY, 'sha256=00')).toBe(401);
  await until(() => budi.shown.length >= 2);
  await program.stop();
  const printed = pairing.output() + program.output();
  for (const secret of [
    'kenari',
    'Surti',
    'Wibowo',
    '08781111',
    '6287811112222',
    budi.phone,
    'ID.Budi',
  ]) {
    expect(printed).not.toContain(secret);
  }
  expect(printed).not.toMatch(/privKey|SessionEntry|ephemeralKeyPair|@lid|@s\.whatsapp\.net/);
  expect(whatsapp.unhandled).toEqual([]);
});

test('pairing says what is missing', async () => {
  const off = await posko(['pair', '--data', aFolder()]);
  expect(off).toMatchObject({ code: 1, stderr: expect.stringContaining('POSKO_BAILEYS=on') });
  const wrong = await posko(['pair', '--phone', '+62'], { env: { POSKO_BAILEYS: 'on' } });
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('digits') });
});

function stateOf(stdout: string, name: string): unknown {
  const [diagnoses] = jsonLines(stdout) as unknown as { name: string; state: string }[][];
  return diagnoses?.find((each) => each.name === name)?.state;
}
