import { expect, test } from 'vitest';
import { lastPrepared } from '../../src/domain/reports/late-addition.ts';
import { newReport, type Report } from '../../src/domain/reports/report.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const draft = newReport('L1', 'scam', MORNING - HOUR);
const promised = { organisation: 'polri', agreedAt: MORNING, version: 1, replies: [] };

function ready(changes: Partial<Report> = {}): Report {
  return { ...draft, preparedAt: MORNING, ...changes };
}

interface Case {
  when: string;
  reports?: Report[];
  changes?: string;
}

test.for<Case>([
  { when: 'nothing was reported' },
  { when: 'the report is not ready', reports: [draft] },
  {
    when: 'it was made within the hour',
    reports: [ready({ preparedAt: MORNING - HOUR + 1 })],
    changes: 'L1',
  },
  { when: 'it was made an hour ago', reports: [ready({ preparedAt: MORNING - HOUR })] },
  { when: 'two were made', reports: [ready(), ready({ id: 'L2' })], changes: 'L2' },
  { when: 'a partner was promised it as it was', reports: [ready({ handOver: promised })] },
])('what a citizen adds later changes only the right report when $when', ({ reports, changes }) => {
  expect(lastPrepared(reports, MORNING)?.id).toBe(changes);
});
