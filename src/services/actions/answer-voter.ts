import type { Message } from '../../domain/messages/message.ts';
import { findProvince } from '../../domain/text/province.ts';
import { chooseEntry, type VoterFact, voterFacts } from '../../domain/voters/choose-answer.ts';
import { electionKindIn, electionsIn, kindOfElection } from '../../domain/voters/election.ts';
import { type ElectionKind, electionKinds } from '../../domain/voters/voter-answer.ts';
import type { ListItem, Values } from '../../engine/conversation.ts';
import { inLanguage } from '../../i18n/languages.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { contactText } from '../responses/contact-text.ts';
import { voterQuestions } from '../voters/edit-answers.ts';
import { fillCalendar, voterText } from '../voters/voter-text.ts';
import { type ActionDeps, action } from './action.ts';

type Deps = Pick<ActionDeps, 'store' | 'script' | 'settings' | 'voterAnswers'>;

/** Topics shown at once; a call may fill no more rows. */
const MOST_TOPICS = 5;

/** Finds what a voter asks; without a question, the topics that there are. */
export const findVoterTopic = action(
  ['menu', 'found', 'some', 'unknown', 'nothing'],
  async (deps: Deps, turn, values) => {
    const query = textOf(values.query).trim();
    if (query === '') {
      return { outcome: 'menu', values: rowsOf(deps, turn, await mostAsked(deps, turn)) };
    }
    const understood = deps.voterAnswers.understand(query, turn.now);
    switch (understood.type) {
      case 'topic':
        return { outcome: 'found', values: { topic: understood.topic } };
      case 'some':
        return { outcome: 'some', values: rowsOf(deps, turn, understood.topics) };
      case 'unknown':
      case 'nothing':
        return { outcome: understood.type };
    }
  },
);

/** The topics that there are, however the conversation came here. */
export const listVoterTopics = action(['listed'], async (deps: Deps, turn) => ({
  outcome: 'listed',
  values: rowsOf(deps, turn, await mostAsked(deps, turn)),
}));

/** Takes up the topic that was picked from a list; what was known of another question is forgotten. */
export const pickVoterTopic = action(['picked'], (_deps, _turn, values) => ({
  outcome: 'picked',
  values: { topic: textOf(values.picked), election: '', region: '', registered: '', asked: '' },
}));

/** The answer to the topic for this voter, or what has to be asked first. */
export const fitVoterAnswer = action(
  ['answer', 'election', 'region', 'registered', 'none'],
  (deps: Deps, turn, values) => {
    const topic = textOf(values.topic);
    const { language } = turn.profile;
    const { elections } = deps.settings;
    const region = textOf(values.region) || findProvince(textOf(values.query));
    const moment = { elections, now: turn.now, region };
    const entries = deps.voterAnswers.shown(turn.now).filter((entry) => entry.topic === topic);
    const choice = chooseEntry(fillCalendar(entries, moment, language), {
      election: electionOf(deps, turn, { values, region }),
      region,
      registered: registeredOf(values),
      asked: askedOf(values),
    });
    if (choice.type === 'none') return { outcome: 'none' };
    if (choice.type === 'ask') {
      return {
        outcome: choice.fact,
        values: { asked: [...askedOf(values), choice.fact].join(' ') },
      };
    }
    turn.voterQuestions.push({ type: 'answered', of: topic });
    const answer = voterText({ script: deps.script, language }, choice.entry, {
      ...moment,
      tellsCalendar: entries.some(({ calendar }) => calendar),
    });
    return { outcome: 'answer', values: { answer } };
  },
);

/** Notes what the voter said to the last question; what is not understood counts as skipped. */
export const noteVoterFact = action(['noted'], (_deps, _turn, values) => {
  const fact = askedOf(values).at(-1);
  return { outcome: 'noted', values: fact ? { [fact]: said(fact, values) } : {} };
});

function said(fact: VoterFact, values: Values): string {
  switch (fact) {
    case 'election':
      return values.chosen === 'regional' ? 'pilkada' : 'pemilu';
    case 'region':
      return findProvince(textOf(values.heard)) ?? '';
    case 'registered':
      return textOf(values.chosen);
  }
}

/** Notes that nothing here answers a voter's question, without a word that could tell of anybody. */
export const noteVoterGap = action(['noted'], (deps: Deps, turn, values) => {
  const outline = deps.voterAnswers.outline(textOf(values.query), turn.now);
  if (outline !== '') turn.voterQuestions.push({ type: 'unknown', of: outline });
  const contact = contactText(
    { script: deps.script, language: turn.profile.language, now: turn.now },
    'kpu',
  );
  return {
    outcome: 'noted',
    values: { contact: contact ?? wordsFor(deps, turn)('voters.no-contact') },
  };
});

/** Whether a message is a voter's question in the citizen's own words that an entry answers for sure. */
export function asksAsVoter(
  { voterAnswers }: Deps,
  { now }: Turn,
  { kind, forwarded, text }: Pick<Message, 'kind' | 'forwarded' | 'text'>,
): boolean {
  return kind === 'text' && !forwarded && voterAnswers.understand(text, now).type === 'topic';
}

/** The topics that were asked most, or else in the order in which they were written down. */
async function mostAsked({ store, voterAnswers }: Deps, { now }: Turn): Promise<string[]> {
  const { answered } = await voterQuestions(store.figures, now);
  const topics = new Set(voterAnswers.shown(now).map(({ topic }) => topic));
  const asked = answered.map(({ of }) => of).filter((topic) => topics.has(topic));
  return [...new Set([...asked, ...topics])].slice(0, MOST_TOPICS);
}

function rowsOf(deps: Deps, turn: Turn, topics: readonly string[]): Values {
  const shown = deps.voterAnswers.shown(turn.now);
  const candidates = topics.flatMap((topic): ListItem[] => {
    const entry = shown.find((each) => each.topic === topic);
    return entry ? [{ id: topic, label: inLanguage(entry.title, turn.profile.language) }] : [];
  });
  return { candidates };
}

/** Which kind of election is meant: as was said, as the words say, or the only one in season. */
function electionOf(
  { settings }: Deps,
  { now }: Turn,
  { values, region }: { values: Values; region: string | undefined },
): ElectionKind | undefined {
  const known = electionKinds.find((kind) => kind === values.election);
  const query = textOf(values.query);
  const named = known ?? electionKindIn(query);
  if (named) return named;
  const season = electionsIn('season', settings.elections, { now, regions: [region] });
  const kinds = new Set(season.map(({ name }) => kindOfElection(name)));
  const [only] = kinds;
  if (only && kinds.size === 1) return only;
  return /\bpemilu/i.test(query) ? 'pemilu' : undefined;
}

function registeredOf(values: Values): 'yes' | 'no' | undefined {
  if (values.registered === 'yes' || values.registered === 'no') return values.registered;
  return NOT_REGISTERED.test(textOf(values.query)) ? 'no' : undefined;
}

const NOT_REGISTERED =
  /\b(?:tidak|tdk|tak|belum|blm|nggak|ngga|enggak|gak|ga|not) +(?:ter|ke)?(?:daftar|masuk|registered)/i;

function askedOf(values: Values): VoterFact[] {
  const asked = textOf(values.asked).split(' ');
  return voterFacts
    .filter((fact) => asked.includes(fact))
    .toSorted((a, b) => asked.indexOf(a) - asked.indexOf(b));
}
