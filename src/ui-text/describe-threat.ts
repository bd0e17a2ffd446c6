import type { Case, CaseThreat } from '../domain/cases/case.ts';
import type { Words } from './ui-text.ts';

/** What a case is taken for and why, in the reader's language; the reasons are empty where a reviewer said it. */
export function describeThreat(
  threat: CaseThreat | undefined,
  found: Pick<Case, 'threat'>,
  words: Pick<Words, 'threat' | 'sign' | 'triage'>,
): { what: string; why: string } {
  const say = words.triage;
  if (found.threat) return { what: say.said(words.threat[found.threat]), why: '' };
  if (!threat) return { what: say.none, why: '' };
  const signs = threat.signs.map((sign) => words.sign[sign]);
  const spoken = threat.words.length > 0 ? [say.words(threat.words.join(', '))] : [];
  return {
    what: say.guessed(words.threat[threat.threat], Math.round(threat.certainty * 100), threat.tips),
    why: [...signs, ...spoken].join(' · '),
  };
}
