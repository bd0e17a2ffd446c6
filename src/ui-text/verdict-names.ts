import type { ThreatLabel } from '../domain/cases/threats.ts';
import type { Verdict } from '../domain/fact-checks/verdicts.ts';
import type { StaffLanguage } from '../i18n/languages.ts';
import names from './verdict-names.json' with { type: 'json' };

export const verdictNames: Readonly<Record<StaffLanguage, Readonly<Record<Verdict, string>>>> =
  names.verdicts;

export const threatNames: Readonly<Record<StaffLanguage, Readonly<Record<ThreatLabel, string>>>> =
  names.threats;
