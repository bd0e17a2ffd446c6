import { threatFacts } from '../../domain/cases/threats.ts';
import { type Danger, dangers } from '../../domain/messages/evidence.ts';
import { defang, findLinks } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import type { Values } from '../../engine/conversation.ts';
import { findFalseNames, type LookAlike, officialHost } from '../../matching/links/look-alike.ts';
import { isShortLink } from '../../matching/links/shared-hosts.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { triage } from '../../triage/triage.ts';
import { findUrgency } from '../../triage/urgency/find-urgency.ts';
import { helpLines, readingOf } from '../reports/report-contacts.ts';
import { urgentText } from '../responses/contact-text.ts';
import { type ActionDeps, type ActionResult, action } from './action.ts';
import { askedOf, type Item, readItems, wordsOf } from './read-items.ts';
import { remembered } from './remembered.ts';

type Deps = Pick<ActionDeps, 'store' | 'script' | 'links'>;

/** What to be careful of in a message that nobody has checked, a caution and no verdict; or else what there is on its topic. */
export const findDangers = action(
  ['some', 'official', 'related', 'none'],
  async (deps: Deps, turn, values) => {
    const text = await textInQuestion(deps, turn, values);
    const caution = await cautionFor(deps, turn, text);
    if (caution !== '') return { outcome: 'some', values: { caution } };
    const hosts = ownHosts(text);
    if (hosts.length > 0) return { outcome: 'official', values: { hosts: hosts.join(', ') } };
    return { outcome: textOf(values.related) === '' ? 'none' : 'related' };
  },
);

/** Whether a text has the ways of a fraud. */
export function looksLikeScam(text: string): boolean {
  const masked = maskPersonalData(text);
  if (masked === text && ownHosts(text).length > 0) return false;
  const threat = triage({ text: masked })?.threat ?? 'biasa';
  return threat !== 'biasa' && threatFacts(threat).report === 'scam';
}

/** The institutions' own sites that a text leads to, if it leads nowhere else and speaks of nothing that a thief could use. */
function ownHosts(text: string): string[] {
  const hosts = findLinks(text).map(officialHost);
  if (/\b(?:otp|pin|sandi|rekening|transfer|apk)\b/i.test(text)) return [];
  const own = hosts.filter((host) => host !== undefined);
  return own.length < hosts.length ? [] : [...new Set(own)];
}

async function cautionFor(deps: Deps, turn: Turn, text: string): Promise<string> {
  const words = wordsFor(deps, turn);
  const links = findLinks(text);
  const short = links.find(isShortLink) ?? '';
  const target = short && ((await deps.links?.read(short))?.address ?? '');
  const led = `${text}\n${target}`.trim();
  const ends = { host: defang(short), target: defang(target) };
  const cautions = [
    short && words(target === '' || isShortLink(target) ? 'caution.short' : 'caution.leads', ends),
    nameFalse(words, findFalseNames(target === '' ? links : findLinks(led))),
    isScam(led) && words('caution.scam'),
    isAboutLife(text) && words('caution.life', helpLines(readingOf(deps, turn))),
  ];
  return cautions.filter(Boolean).join('\n\n');
}

const isScam = remembered(looksLikeScam);
const isAboutLife = remembered((text) => findUrgency(text, true) === 'life');

/** Says whose names the addresses bear; several stand in one list. */
function nameFalse(words: Words, [named, ...others]: readonly LookAlike[]): string {
  if (!named) return '';
  const fill = ({ host, official }: LookAlike) => ({ host: defang(host), official });
  if (others.length === 0) {
    return words(`caution.${named.isDisguised ? 'disguised' : 'look-alike'}`, fill(named));
  }
  const listed = [named, ...others].slice(0, MOST_NAMED);
  const list = listed.map((each) => words('caution.look-alike-line', fill(each))).join('\n');
  return words('caution.look-alikes', { list });
}

type Words = ReturnType<typeof wordsFor>;
/** More would only make the message long. */
const MOST_NAMED = 8;

/** The words of the one message, or those in which the citizen told what it shows. */
async function textInQuestion(deps: Deps, turn: Turn, values: Values): Promise<string> {
  const items = await readItems(deps, turn, values);
  const texts = items.map((item) => wordsOf(askedOf(item)));
  return [...texts, textOf(values.heard)].join('\n').trim();
}

const STEPS = { app: 'installed-app', program: 'opened-program' };

/** What a file does that should not be opened, by its content. */
export function dangerIn({ evidence }: Item): Danger | undefined {
  return dangers.find((danger) => danger === evidence?.problem);
}

/** The warning of such a file, with what to do once it was opened. */
export function warnOfFile(
  { script }: Pick<ActionDeps, 'script'>,
  { profile: { language } }: Turn,
  danger: Danger,
): ActionResult<Danger> {
  const steps = urgentText({ script, language }, STEPS[danger]) ?? '';
  return { outcome: danger, values: { steps } };
}
