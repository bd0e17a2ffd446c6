import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { metricsRoutes, openMetrics } from '../../src/metrics/open-metrics.ts';
import { check, hasDeployTool } from '../support/deploy-tools.ts';

interface Rule {
  alert: string;
  expr: string;
}

const rules: Rule[] = parse(readFileSync('deploy/prometheus/posko.rules.yml', 'utf8')).groups[0]
  .rules;
const dashboard = JSON.parse(readFileSync('deploy/grafana/posko.json', 'utf8'));
const queries: string[] = dashboard.panels.flatMap((panel: { targets: { expr: string }[] }) =>
  panel.targets.map(({ expr }) => expr),
);

test('every rule and every panel asks for metrics that there are, with labels that they have', async () => {
  const known = await metricsOf();
  const { spec } = parse(readFileSync('deploy/kubernetes/autoscale.yaml', 'utf8'));
  const scaled: string = spec.triggers[0].metadata.query;
  const asked = [...rules.map(({ expr }) => expr), ...queries, scaled];
  expect(asked.length).toBeGreaterThan(30);
  const names = asked.flatMap((expr) => expr.match(/\bposko_\w+/g) ?? []);
  expect(names.filter((name) => !known.has(name.replace(/_(?:bucket|count)$/, '')))).toEqual([]);
  const told = new Set(names.map((name) => name.replace(/_(?:bucket|count)$/, '')));
  expect([...told]).toEqual(
    expect.arrayContaining(['posko_workers', 'posko_alerts_up', 'posko_disk_free_bytes']),
  );
});

test('every rule has a test', () => {
  const { tests } = parse(readFileSync('deploy/prometheus/posko.rules.test.yml', 'utf8'));
  const tested = tests.flatMap(
    ({
      alert_rule_test: cases = [],
    }: {
      alert_rule_test?: { alertname: string; exp_alerts: unknown[] }[];
    }) => cases.flatMap(({ alertname, exp_alerts }) => (exp_alerts.length > 0 ? alertname : [])),
  );
  expect(new Set(tested)).toEqual(new Set(rules.map(({ alert }) => alert)));
});

test.skipIf(!hasDeployTool('promtool'))(
  'the rules call when they should, and are quiet when all is well',
  () => {
    const { code, said } = check('promtool', ['test', 'rules', 'posko.rules.test.yml'], {
      cwd: 'deploy/prometheus',
    });
    expect(said).toContain('SUCCESS');
    expect(code).toBe(0);
  },
);

/** The names on a page of metrics with everything that it can tell. */
async function metricsOf(): Promise<Set<string>> {
  const nothing = { count: 0 };
  const figure = async () => 0;
  const { connect, registry } = openMetrics();
  connect({
    now: () => 0,
    channels: [],
    jobs: () => ({ state: 'ok' }),
    load: async () => ({
      ...{ letters: nothing, claims: nothing },
      cases: {
        ...{ 'open 0 h': nothing, 'open 1 h': nothing, 'open 6 h': nothing },
        ...{ 'open 24 h': nothing, 'open 72 h': nothing },
      },
      replies: { waiting: nothing, sending: nothing, unsure: nothing, held: nothing },
    }),
    version: '0',
    figures: {
      posko_workers: figure,
      posko_alerts_up: figure,
      posko_disk_free_bytes: figure,
      posko_last_backup_timestamp_seconds: figure,
      posko_writes_up: figure,
      posko_last_commit_timestamp_seconds: figure,
      posko_index_fact_checks: figure,
      posko_vectors_missing: figure,
      posko_embedder_up: figure,
    },
  });
  const server = createServer(express().use(metricsRoutes(registry, undefined))).listen(
    0,
    '127.0.0.1',
  );
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name));
}
