import { expect, onTestFinished, test } from 'vitest';
import { FakeGraph } from '../fake-graph/fake-graph.ts';
import { posko, temporaryFolder } from '../support/posko.ts';

const PUBLISH = ['whatsapp', 'flows', 'publish'];

test('the form is printed, published once for each wording, and not again', async () => {
  const graph = await FakeGraph.start();
  onTestFinished(() => graph.close());
  using folder = temporaryFolder();
  const env = {
    POSKO_DATA: folder.path,
    POSKO_CLOUD_URL: graph.url,
    POSKO_CLOUD_NUMBER_ID: graph.numberId,
    POSKO_CLOUD_TOKEN: graph.token,
    POSKO_CLOUD_APP_SECRET: graph.appSecret,
    POSKO_CLOUD_VERIFY_TOKEN: graph.verifyToken,
  };
  const dry = await posko([...PUBLISH, '--dry-run'], { env });
  expect(JSON.parse(dry.stdout)).toMatchObject([{ json: { version: '7.3' } }, {}, {}, {}]);
  expect(graph.flows).toEqual([]);
  const first = await posko([...PUBLISH, '--account', '200'], { env });
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('published now');
  const published = graph.flows.map(({ name, status }) => [name, status]);
  expect(new Set(published.map(([, status]) => status))).toEqual(new Set(['PUBLISHED']));
  const again = await posko([...PUBLISH, '--account', '200'], { env });
  expect(again.stdout).not.toContain('published now');
  expect(graph.flows.map(({ name, status }) => [name, status])).toEqual(published);
  const unnamed = await posko(PUBLISH, { env });
  expect(unnamed.code).toBe(1);
  expect(unnamed.stderr).toContain('--account');
}, 120_000);
