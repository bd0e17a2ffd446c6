import { topics } from '../../../domain/cases/topic-words.ts';
import * as canned from '../../../services/cases/canned-replies.ts';
import { listPoints, setPoints } from '../../../services/cases/checklists.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { fieldOf, formIn, get, type KnownVisit, post, type Route } from '../desk.ts';
import { optionsOf, postForm, send, sendMissing } from '../layout.ts';

/** The page on which editors write what reviewers begin and check their verdicts with. */
export const newsroomRoutes: readonly Route[] = [
  get('/newsroom', 'edit-newsroom', (visit) => showNewsroom(visit)),
  post('/newsroom/replies', 'edit-newsroom', takeReply),
  post('/newsroom/checklists', 'edit-newsroom', takeChecklist),
];

/** A reply as it stands in its form, good or not. */
type TypedReply = Readonly<Record<string, string | number | undefined>>;

async function showNewsroom(
  visit: KnownVisit,
  wrong?: { alert: string; id?: string; typed: TypedReply },
): Promise<void> {
  const { newsroom: say } = visit.words;
  const replies = await canned.listReplies(visit.desk.deps);
  const fold = (name: Part, reply: TypedReply) => {
    const isAgain = wrong?.id === (reply.id ?? '');
    return html`<details${(isAgain || replies.length === 0) && html` open`}><summary>${name}</summary>${replyForm(visit, isAgain ? { ...reply, ...wrong.typed } : reply)}</details>`;
  };
  const lists = await Promise.all(
    topics.map(async (topic) => {
      const seen = (await listPoints(visit.desk.deps, [topic])).join('\n');
      const { text = seen, seen: before = seen } = wrong?.id === topic ? wrong.typed : {};
      const name = visit.words.topic[topic];
      const inside = html`<input type="hidden" name="topic" value="${topic}"><input type="hidden" name="seen" value="${before}">
<label>${name}<textarea name="text" rows="4" maxlength="1500" lang="id">
${text}</textarea></label>
<button class="primary">${say.save}<span class="unseen">: ${name}</span></button>`;
      return postForm(visit, 'newsroom/checklists', inside);
    }),
  );
  const body = html`<h1>${say.title}</h1><p class="hint">${say.hint}</p>
<section class="card"><h2>${say.replies}</h2><p class="hint">${say.repliesHint}</p>
${replies.map((reply) => fold(html`${reply.name} <span class="soft">· ${say.uses[reply.use]}</span>`, reply))}${fold(say.add, {})}</section>
<section class="card"><h2>${say.checklists}</h2><p class="hint">${say.checklistsHint}</p>${lists}</section>`;
  send(visit, { title: say.title, body, alert: wrong?.alert, place: 'newsroom' });
}

function replyForm(visit: KnownVisit, reply: TypedReply): Html {
  const { newsroom: say } = visit.words;
  const { id = '', revision = 0, name = '', use, text = '', url = '', title = '' } = reply;
  const remove = html`<button class="danger" name="remove" value="yes" formnovalidate>${say.remove}<span class="unseen">: ${name}</span></button>`;
  const inside = html`<input type="hidden" name="id" value="${id}"><input type="hidden" name="revision" value="${revision}">
<label>${say.name}<input name="name" value="${name}" required maxlength="60" autocomplete="off"></label>
<label>${say.use}<select name="use">${optionsOf(canned.replyUses, String(use), say.uses)}</select></label>
<label>${say.text}<textarea name="text" rows="4" required maxlength="500" lang="id">
${text}</textarea></label>
<label>${say.url}<input name="url" inputmode="url" value="${url}" maxlength="2000" autocomplete="off"></label>
<label>${say.sourceTitle}<input name="title" value="${title}" maxlength="300" autocomplete="off"></label>
<div class="actions"><button class="primary">${say.save}</button>${id !== '' && remove}</div>`;
  return postForm(visit, 'newsroom/replies', inside);
}

/** Changes a reply; shows again what was typed and is wrong, or what stands there now where somebody else was faster. */
async function takeReply(visit: KnownVisit): Promise<void> {
  const { remove, id = '', revision, ...typed } = formIn(visit.request);
  const seen = { id, revision: Number(revision) || 0, by: visit.reviewer.name };
  const change = await canned.changeReply(visit.desk.deps, remove ? undefined : typed, seen);
  if (change === 'saved') return visit.response.redirect(303, '/review/newsroom?done=saved');
  const shown = change === 'stale' ? {} : typed;
  await showNewsroom(visit, { alert: visit.words.newsroom.wrong[change], id, typed: shown });
}

/** Saves the checklist of a topic; shows again what cannot be kept, or what stands there now where somebody else was faster. */
async function takeChecklist(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const [text, seen] = [fieldOf(request, 'text'), fieldOf(request, 'seen')];
  const topic = topics.find((each) => each === fieldOf(request, 'topic'));
  if (topic === undefined) return sendMissing(visit);
  const saved = await setPoints(desk.deps, { topic, text, seen, by: reviewer.name });
  if (saved === 'saved' || saved === 'same') {
    return response.redirect(303, '/review/newsroom?done=saved');
  }
  const typed = saved === 'stale' ? {} : { text, seen };
  await showNewsroom(visit, { alert: words.newsroom.wrong[saved], id: topic, typed });
}

/** A choice of replies for a field of the case page; a script puts them in. */
export function cannedPart(
  { words }: KnownVisit,
  replies: readonly canned.CannedReply[],
  { use, into }: { use: canned.CannedReply['use']; into: string },
): Part {
  const { newsroom: say } = words;
  const fitting = replies.filter((each) => each.use === use);
  if (fitting.length === 0) return undefined;
  return html`<label class="needs-js">${say.pick}<select data-canned="#${into}"><option value="">${say.choose}</option>${fitting.map(
    ({ name, text, url, title }) =>
      html`<option value="${text}" data-url="${url ?? ''}" data-title="${title ?? ''}">${name}</option>`,
  )}</select></label>`;
}
