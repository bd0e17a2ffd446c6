import type { Tipline } from '../../app/context.ts';
import { defang, findLinks } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import type { Values } from '../../engine/conversation.ts';
import { type Call, type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { findFalseName } from '../../triage/find-false-name.ts';
import { triage } from '../../triage/triage.ts';
import { askedOf, readItems, wordsOf } from './read-items.ts';

/** What to be careful of in a message that nobody has checked; a caution, and no verdict. */
export const findDangers: Call<'some' | 'none'> = async ({ tipline, turn, values }) => {
  const caution = cautionFor(tipline, turn, await textInQuestion(tipline, turn, values));
  return caution === '' ? { outcome: 'none' } : { outcome: 'some', values: { caution } };
};

/** Whether a text has the ways of a fraud. */
export function looksLikeScam(text: string): boolean {
  return triage({ text: maskPersonalData(text) })?.threat === 'penipuan';
}

function cautionFor(tipline: Tipline, turn: Turn, text: string): string {
  const words = wordsFor(tipline, turn);
  const named = findFalseName(findLinks(text));
  const sides = named && { host: defang(named.host), official: named.official };
  const cautions = [
    sides && words('caution.look-alike', sides),
    looksLikeScam(text) && words('caution.scam'),
  ];
  return cautions.filter(Boolean).join('\n\n');
}

/** The words of the one message, or those in which the citizen told what it shows. */
async function textInQuestion(tipline: Tipline, turn: Turn, values: Values): Promise<string> {
  const items = await readItems(tipline, turn, values);
  const texts = items.map((item) => wordsOf(askedOf(item)));
  return [...texts, textOf(values.heard)].join('\n').trim();
}
