import { sources, type Tip } from '../../domain/cases/case.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { maskOwnNames } from '../../domain/text/mask-names.ts';
import type { Saved } from '../../engine/conversation.ts';
import type { TipNotes } from '../../ports/commit.ts';
import type { Turn } from '../../ports/turn.ts';
import type { ActionDeps } from './action.ts';
import { readItems } from './read-items.ts';

type Deps = Pick<ActionDeps, 'store'>;

/** Names under which an answer is a fact of the tip, with words of its own wherever the tip is shown. */
export const tipFacts: readonly string[] = ['source', 'link', 'region'];

/** Calls that tell a flow which tips it is about. */
export const tipCalls: readonly string[] = ['open-case', 'read-notice'];

const LONGEST = 2000;
const MOST_FILES = 8;
/** More than a citizen's flow can be about. */
const MOST_TIPS = 100;

/** Keeps an answer with the tips that the flow is about; one that has none yet waits for `openCase`. */
export async function saveAnswer(
  deps: Deps,
  turn: Turn,
  { saved, tips }: { saved: Saved; tips: readonly string[] },
): Promise<void> {
  if (tips.length === 0) return;
  const all = await deps.store.cases.tipsBy(turn.citizen, MOST_TIPS);
  for (const tip of all.filter(({ id }) => tips.includes(id))) {
    const notes = await notesOf(deps, turn, { saved: [saved], before: tip.saved });
    turn.changes.push({ type: 'note-tips', ids: [tip.id], notes });
  }
}

/** What was answered in the open flow before there was a tip to keep it with. */
export function earlierAnswers(deps: Deps, turn: Turn): Promise<TipNotes> {
  const saved = turn.conversation.frames.at(-1)?.saved ?? [];
  return notesOf(deps, turn, { saved });
}

async function notesOf(
  deps: Deps,
  turn: Turn,
  { saved, before = [] }: { saved: readonly Saved[]; before?: Tip['saved'] },
): Promise<TipNotes> {
  const notes: TipNotes = {};
  const answers = new Map(before.map((answer) => [answer.name, answer]));
  for (const each of saved) {
    const fact = factIn(each);
    if (fact) Object.assign(notes, fact);
    else answers.set(each.name, await toAnswer(deps, turn, each));
  }
  const isMore = saved.some((each) => !factIn(each));
  return isMore ? { ...notes, saved: [...answers.values()] } : notes;
}

/** An answer as the fact of a tip that it is; undefined where it is an answer like any other. */
function factIn({ name, kind, value }: Saved): TipNotes | undefined {
  if (typeof value !== 'string') return undefined;
  const source = sources.find((each) => each === value);
  if (name === 'source' && source) return { source };
  if (name === 'link') return { link: maskPersonalData(value).slice(0, 300) };
  return name === 'region' && kind === 'province' ? { region: value } : undefined;
}

async function toAnswer(deps: Deps, turn: Turn, { name, kind, value }: Saved) {
  const answer = { name, kind, at: turn.now };
  if (typeof value === 'string') return { ...answer, text: mask(value) };
  const messages = (await readItems(deps, turn, { items: value })).map((item) => item.message);
  const text = messages.map((message) => message.text).join('\n');
  const files = messages.flatMap(({ media }) =>
    media ? { sha256: media.sha256, mime: media.mime } : [],
  );
  return { ...answer, text: mask(text), files: files.slice(0, MOST_FILES) };
}

function mask(text: string): string {
  return maskPersonalData(maskOwnNames(text.trim())).slice(0, LONGEST).toWellFormed();
}
