import { formatDay } from '../../i18n/format-date.ts';
import { keysOf } from '../../i18n/keys-of.ts';
import { say } from '../../i18n/say.ts';
import kindTable from './breach-kinds.json' with { type: 'json' };
import type { PrivacyDeps } from './privacy-deps.ts';

/** What may lie open in a breach, as it is told to those concerned. */
export const breachKinds = keysOf(kindTable);
export type BreachKind = (typeof breachKinds)[number];

/** When data lay open, and which; times in milliseconds. */
export interface Exposure {
  from: number;
  to: number;
  kinds: readonly string[];
}

type Wording = Pick<PrivacyDeps, 'script' | 'settings'>;

/** The notice to a citizen, in plain words of their language. */
export function breachNotice(deps: Wording, language: string, exposure: Exposure): string {
  return word(deps, language, 'letter', fillOf(deps, language, exposure));
}

/** The formal notice to the agency, with gaps for what no program knows. */
export function agencyNotice(
  deps: Wording,
  exposure: Exposure,
  { known, due, count }: { known: number; due: number; count: number },
): string {
  const dates = { known: formatDay(known, 'id'), due: formatDay(due, 'id'), count };
  return word(deps, 'id', 'agency', { ...fillOf(deps, 'id', exposure), ...dates });
}

export function breachSteps(deps: Wording): string {
  return word(deps, 'id', 'steps', {});
}

function fillOf(deps: Wording, language: string, { from, to, kinds }: Exposure) {
  const lines = breachKinds
    .filter((kind) => kinds.includes(kind))
    .map((kind) => `• ${word(deps, language, kind, {})}`);
  return {
    post: deps.settings.post,
    from: formatDay(from, language),
    to: formatDay(to, language),
    kinds: lines.join('\n'),
  };
}

function word({ script }: Wording, language: string, key: string, fill: object): string {
  return say(script.locales, language, `breach.${key}`, { ...fill });
}
