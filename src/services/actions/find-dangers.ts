import { threatFacts } from '../../domain/cases/threats.ts';
import { defang, findLinks } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import type { Values } from '../../engine/conversation.ts';
import { officialHost } from '../../matching/links/look-alike.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { findFalseName } from '../../triage/find-false-name.ts';
import { triage } from '../../triage/triage.ts';
import type { ActionDeps } from './action-deps.ts';
import { defineAction } from './define-action.ts';
import { askedOf, readItems, wordsOf } from './read-items.ts';

type DangerDeps = Pick<ActionDeps, 'store' | 'script'>;

/** What to be careful of in a message that nobody has checked, a caution and no verdict; or else what there is on its topic. */
export const findDangers = defineAction({
  name: 'find-dangers',
  outcomes: ['some', 'related', 'none'],
  run: async (deps: DangerDeps, turn, values) => {
    const caution = cautionFor(deps, turn, await textInQuestion(deps, turn, values));
    if (caution !== '') return { outcome: 'some', values: { caution } };
    return { outcome: textOf(values.related) === '' ? 'none' : 'related' };
  },
});

/** Whether a text has the ways of a fraud. */
export function looksLikeScam(text: string): boolean {
  const masked = maskPersonalData(text);
  if (masked === text && leadsHome(text)) return false;
  const threat = triage({ text: masked })?.threat ?? 'biasa';
  return threat !== 'biasa' && threatFacts(threat).report === 'scam';
}

/** Whether a text leads to institutions' own sites only, and speaks of nothing that a thief could use. */
function leadsHome(text: string): boolean {
  const links = findLinks(text);
  const isOwn = links.length > 0 && links.every((link) => officialHost(link) !== undefined);
  return isOwn && !/\b(?:otp|pin|sandi|rekening|transfer|apk)\b/i.test(text);
}

function cautionFor(deps: DangerDeps, turn: Turn, text: string): string {
  const words = wordsFor(deps, turn);
  const named = findFalseName(findLinks(text));
  const sides = named && { host: defang(named.host), official: named.official };
  const cautions = [
    sides && words('caution.look-alike', sides),
    looksLikeScam(text) && words('caution.scam'),
  ];
  return cautions.filter(Boolean).join('\n\n');
}

/** The words of the one message, or those in which the citizen told what it shows. */
async function textInQuestion(deps: DangerDeps, turn: Turn, values: Values): Promise<string> {
  const items = await readItems(deps, turn, values);
  const texts = items.map((item) => wordsOf(askedOf(item)));
  return [...texts, textOf(values.heard)].join('\n').trim();
}
