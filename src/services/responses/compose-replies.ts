import { isAt } from '../../domain/content/flow-names.ts';
import type { Reply } from '../../domain/messages/message.ts';
import { replyId } from '../../domain/messages/reply-id.ts';
import type { Purpose } from '../../domain/stats/charge.ts';
import { chatAddress } from '../../domain/text/format-number.ts';
import type { Frame } from '../../engine/conversation.ts';
import type { Utterance } from '../../engine/effect.ts';
import { findState } from '../../engine/flow.ts';
import { say } from '../../i18n/say.ts';
import { type Turn, textOf } from '../../ports/turn.ts';
import { noticeVersion } from './consent-text.ts';
import { optionsOf } from './options.ts';
import type { ResponseDeps } from './response-deps.ts';
import safetyFlows from './safety-flows.json' with { type: 'json' };

/** WhatsApp takes 4,096 characters of text; a little less leaves room for numbered choices. */
const MAX_REPLY = 3500;

/** Puts a turn into words, one message as a rule; a picture and a question returned to stand in their own. */
export function composeReplies(deps: ResponseDeps, turn: Turn): Reply[] {
  const drafts: Draft[] = [];
  for (const saying of turn.utterances) {
    const last = drafts.at(-1);
    const draft = draftOf(deps, turn, saying);
    const joins =
      last &&
      !last.picture &&
      !draft.picture &&
      !last.file &&
      !draft.file &&
      saying.preface !== 'resumed' &&
      last.choices.length === 0 &&
      last.text.length + draft.text.length < MAX_REPLY;
    if (joins) Object.assign(last, draft, { text: `${last.text}\n\n${draft.text}` });
    else drafts.push(draft);
  }
  const { citizen, profile, revision } = turn;
  const place = { citizen, firstAt: profile.firstAt, revision };
  const mark = turn.unasked ? { unaskedUntil: turn.unasked.until } : {};
  const purpose = purposeOf(deps, turn);
  return drafts.map((draft, n) => ({ id: replyId(place, n), ...draft, ...mark, purpose }));
}

type Draft = Omit<Reply, 'id'>;

function draftOf(deps: ResponseDeps, turn: Turn, saying: Utterance): Draft {
  const text = wordsOf(deps, turn, saying);
  if (saying.file) {
    const { language } = turn.profile;
    const instead = say(deps.script.locales, language, 'my-data.no-file');
    return { text, choices: [], file: { type: saying.file, language, instead } };
  }
  if (!saying.picture) return { text, ...choicesOf(deps, turn, saying) };
  const { factCheck, version } = saying.values;
  const { language } = turn.profile;
  const about = { factCheck: textOf(factCheck), version: Number(version), language };
  return { text, choices: [], picture: { type: saying.picture, ...about } };
}

function wordsOf({ script, settings }: ResponseDeps, turn: Turn, saying: Utterance): string {
  const { language } = turn.profile;
  const fill = {
    ...settings,
    /** Of the whole notice, which few words name. */
    get version() {
      return noticeVersion({ script, settings }, language);
    },
    get runBy() {
      const { runBy: by } = settings;
      return by === '' ? '' : ` ${say(script.locales, language, 'about.run-by', { by })}`;
    },
    get chat() {
      const { number } = settings.site;
      return number === undefined ? '.' : `: ${chatAddress(number)}`;
    },
    ...saying.values,
  };
  const said = say(script.locales, language, saying.key, fill);
  if (!saying.preface) return said;
  return `${say(script.locales, language, saying.preface)}\n\n${said}`;
}

/** The question that a form answers, with all that follow it. */
const REPORTED = { flow: 'report', state: 'kind' } as const;

function choicesOf({ script }: ResponseDeps, turn: Turn, saying: Utterance) {
  if (!saying.question) return { choices: [] };
  const frame: Frame = { ...saying.question.place, muddles: 0, values: saying.values };
  const state = findState(script.flows, frame);
  if (!state) return { choices: [] };
  const options = optionsOf(script, turn.profile.language, { frame, state });
  const choices = options.map(({ id, label }) => ({ id, label }));
  return {
    choices,
    ...(state.type === 'ask' && state.wants === 'number' && { isUnnumbered: true as const }),
    ...(isAt(frame, REPORTED) && { form: turn.profile.language }),
  };
}

/** What the replies of a turn are for: by what it tells or heard, the flow that says it, and the case it is about. */
function purposeOf({ script }: ResponseDeps, turn: Turn): Purpose {
  const { unasked, changes, visits, utterances } = turn;
  const values = utterances.at(-1)?.values ?? {};
  const tells = values.news !== undefined || changes.some(({ type }) => type === 'told');
  const isGuided = visits.some((visit) => {
    const state = visit.type === 'left' ? findState(script.flows, visit) : undefined;
    return state?.type === 'ask' && state.isOptional;
  });
  const [of = textOf(values.case)] = changes.flatMap((change) => {
    if (change.type === 'open-case') return change.case.id;
    return change.type === 'add-tips' ? change.tips.map((tip) => tip.case) : [];
  });
  const flow = visits.findLast(({ type }) => type === 'entered')?.flow ?? 'unknown';
  const asked = tells ? 'verdict' : isGuided ? 'question' : 'answer';
  return {
    priority: unasked ? 'digest' : Object.hasOwn(safetyFlows, flow) ? 'safety' : asked,
    flow,
    ...(of !== '' && { case: of }),
  };
}
