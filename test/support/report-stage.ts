import { newProfile } from '../../src/domain/citizens/profile.ts';
import { newReport, type Report } from '../../src/domain/reports/report.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { idle } from '../../src/engine/conversation.ts';
import { beginTurn, type Turn } from '../../src/ports/turn.ts';
import { wordsIn } from '../../src/services/reports/report-text.ts';
import { loadScript } from './stage.ts';

/** Tuesday, 24 November 2026, 08.00 in Jakarta: reports of this day are due on Tuesday, 1 December. */
export const NOW = Date.parse('2026-11-24T08:00:00+07:00');
export const DAY = 86_400_000;
export const TODAY = { day: '2026-11-24', said: '2026-11-24' };

export const script = loadScript();
export const deps = { script, settings: defaultSettings };
export const words = wordsIn(deps, 'id');

/** A report that was prepared today. */
export function aReport(threat: Report['threat'], changes: Partial<Report> = {}): Report {
  return { ...newReport('L1', threat, NOW), preparedAt: NOW, ...changes };
}

/** A turn of a citizen with some reports, or with none ever. */
export function aTurnWith(reports?: Report[]): Turn {
  const nobody = { revision: 0, due: null, channel: '', pending: [] };
  const profile = { ...newProfile('id', NOW), ...(reports && { reports }) };
  const state = { ...nobody, profile, conversation: idle, heardAt: NOW };
  return beginTurn(state, { citizen: 'c1', now: NOW });
}
