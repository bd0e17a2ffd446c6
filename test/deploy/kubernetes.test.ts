import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { check } from '../support/deploy-tools.ts';

const FOLDER = 'deploy/kubernetes';
const { resources }: { resources: string[] } = parse(
  readFileSync(`${FOLDER}/kustomization.yaml`, 'utf8'),
);

const documents = resources
  .flatMap((name) => parseAllDocuments(readFileSync(`${FOLDER}/${name}`, 'utf8')))
  .map((document) => document.toJS());

const VALIDATOR = process.env.POSKO_TEST_KUBERNETES;
if (VALIDATOR === undefined) {
  console.warn('POSKO_TEST_KUBERNETES names no program; manifests are not held to the schemas');
}

test.skipIf(VALIDATOR === undefined)(
  'Kubernetes’ own schemas take every manifest, and nothing in it is unknown to them',
  () => {
    const files = resources.map((name) => `${FOLDER}/${name}`);
    const { code, said } = check(VALIDATOR ?? '', ['--strict', ...files]);
    expect([code, said]).toEqual([0, said]);
    expect(said.match(/ passed for resource /g)).toHaveLength(documents.length);
  },
);

test('pods that serve and work may be moved one after the other, and are asked whether they live', () => {
  const deployments = documents.filter(({ kind }) => kind === 'Deployment');
  const budgets = documents.filter(({ kind }) => kind === 'PodDisruptionBudget');
  expect(deployments).toHaveLength(2);
  for (const { metadata, spec } of deployments) {
    const budget = budgets.find((each) => each.metadata.name === metadata.name);
    expect(budget.spec).toEqual({ minAvailable: 1, selector: spec.selector });
    expect(spec.replicas).toBeGreaterThan(1);
    const [{ livenessProbe, startupProbe, readinessProbe }] = spec.template.spec.containers;
    expect(livenessProbe.httpGet.path).toBe('/healthz');
    expect(startupProbe.httpGet.path).toBe('/healthz');
    const isServed = documents.some(
      ({ kind, spec: of }) =>
        kind === 'Service' && of.selector.role === spec.selector.matchLabels.role,
    );
    expect(readinessProbe?.httpGet.path).toBe(isServed ? '/readyz' : undefined);
  }
});

test('the workers grow with the time that messages wait', () => {
  const { spec, ...of } = parse(readFileSync(`${FOLDER}/autoscale.yaml`, 'utf8'));
  expect(of).toMatchObject({ apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject' });
  const target = documents.find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === spec.scaleTargetRef.name,
  );
  expect(target.metadata.labels.role).toBe('work');
  expect(spec.minReplicaCount).toBe(target.spec.replicas);
  expect(spec.maxReplicaCount).toBeGreaterThan(spec.minReplicaCount);
  const [{ type, metadata }] = spec.triggers;
  expect(type).toBe('prometheus');
  // Every value of a trigger is text for KEDA.
  for (const value of Object.values(metadata)) expect(value).toBeTypeOf('string');
});
