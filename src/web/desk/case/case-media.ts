import { filesOf } from '../../../domain/cases/case.ts';
import type { Box } from '../../../matching/match.ts';
import type { Comparison } from '../../../services/cases/compare-fact-check.ts';
import type { CaseView } from '../../../services/cases/queue.ts';
import { describeMetadata } from '../../../ui-text/describe-metadata.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { sendFile } from '../../shared/send-file.ts';
import { askedFor, type KnownVisit, partOf } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { showText } from '../show-text.ts';
import { type CaseSheet, can, caseForm } from './case-outcome.ts';
import known from './media.json' with { type: 'json' };

type CaseFile = CaseView['files'][number];
type File = Pick<CaseFile, 'sha256' | 'mime'>;

/** Every file of the claim once, large, with what it can be looked at by. */
export function claimMediaOf(visit: KnownVisit, sheet: CaseSheet): Part {
  const { case: say } = visit.words;
  const { files } = sheet.view;
  if (files.length === 0) return undefined;
  const hasPicture = files.some(({ mime }) => /^(?:image|video)$/.test(kindOfMedia(mime)));
  return html`<section aria-labelledby="files"><h2 id="files">${say.tip.media} <span class="count">${files.length}</span></h2>
${files.map((file) => html`<div class="file">${mediaOf(visit, sheet, file)}${metadataOf(visit, file)}${apartOf(visit, sheet, file)}</div>`)}
${hasPicture && can(visit, 'see-media') && html`${reverseSearch(visit)}${viewer(visit)}`}</section>`;
}

/** What a file says of itself, where it was looked through. */
function metadataOf(visit: KnownVisit, { metadata }: CaseFile): Part {
  const { case: say } = visit.words;
  if (!metadata || !can(visit, 'see-media')) return undefined;
  const map = `${known.point}?${new URLSearchParams({ query: metadata.place ?? '' })}`;
  return html`<div class="soft">${describeMetadata(metadata, say).map((line) => html`<p>${line}</p>`)}
${metadata.place && html`<p><a href="${map}" target="_blank" rel="noopener noreferrer">${say.metadata.map}</a></p>`}</div>`;
}

/** The files of a case and those of a fact-check that are kept, with what is the same outlined if the case has one picture. */
export async function filesBeside(
  visit: KnownVisit,
  view: CaseView,
  { factCheck: { id, files = [] }, support = [] }: Pick<Comparison, 'factCheck' | 'support'>,
): Promise<[ours: Part, theirs: Part]> {
  const { media } = visit.desk.deps.store;
  const reading = files.slice(0, MOST_BESIDE).map(async ({ sha256 }) => {
    const mime = (await media.read(sha256))?.mime;
    const query = `?${new URLSearchParams({ factCheck: id })}`;
    return mime && mediaOf(visit, { view }, { sha256, mime, query });
  });
  const sent = view.files.slice(0, MOST_BESIDE);
  const isOne = sent.filter(({ mime }) => kindOfMedia(mime) === 'image').length === 1;
  const [same] = support.flatMap((each) => (each.type === 'picture' ? [each] : []));
  const box = isOne ? same?.box : undefined;
  const ours = sent.map((file) => mediaOf(visit, { view }, { ...file, box }));
  return [ours, await Promise.all(reading)];
}

const MOST_BESIDE = 4;

/** Pictures are blurred until somebody wants to see them: they may show what nobody wants to see by chance. */
export function mediaOf(
  visit: KnownVisit,
  { view }: Pick<CaseSheet, 'view'>,
  { sha256, mime, query = '', box }: File & { query?: string; box?: Box | undefined },
): Part {
  const { case: say } = visit.words;
  if (!can(visit, 'see-media'))
    return html`<p class="soft">${say.tip.media}: ${showText(mime)}</p>`;
  const path = `/review/cases/${view.case.ticket}/media/${sha256}${query}`;
  const kind = kindOfMedia(mime);
  const name = `${view.case.ticket}-${sha256.slice(0, 6)}`;
  const download = html`<a class="button small" href="${path}" download="${name}">${say.download}</a>`;
  switch (kind) {
    case 'image':
      return html`<div class="media"><label><input type="checkbox" class="reveal"> ${say.reveal}</label>
<img src="${path}"${box && html` data-box="${box.map((edge) => edge.toFixed(3)).join(' ')}"`} alt="${say.tip.media}" loading="lazy" width="640" height="480">
<p class="actions"><a class="button small enlarge" href="${path}" target="_blank">${say.enlarge}</a>${download}</p></div>`;
    case 'audio':
      return html`<div class="media"><audio controls preload="none" src="${path}"></audio><p class="actions">${download}</p></div>`;
    case 'video':
      return html`<div class="media"><video controls preload="none" src="${path}" width="640"></video><p class="actions"><button type="button" class="small needs-js" data-frames="${name}">${say.frames}</button>${download}</p></div>`;
    case 'other':
      return html`<p>${download} <span class="soft">${showText(mime)}</span></p>`;
  }
}

/** Where else a picture can be looked for, by people who know what then leaves the house. */
function reverseSearch({ words: { case: say } }: KnownVisit): Html {
  return html`<details><summary>${say.reverse}</summary><p class="hint">${say.reverseHint}</p>
<p class="actions">${Object.entries({ ...known.reverse, ...known.maps }).map(([name, path]) => html`<a class="button small" href="${path}" target="_blank" rel="noopener noreferrer">${name}</a> `)}</p></details>`;
}

/** Where a script shows a picture in full, to be made larger and turned. */
function viewer({ words: { case: say, help } }: KnownVisit): Html {
  return html`<dialog id="viewer" aria-label="${say.enlarge}"><div class="actions"><button data-zoom="1.25" aria-label="${say.larger}">+</button><button data-zoom="0.8" aria-label="${say.smaller}">−</button><button data-turn="90">${say.turn}</button><button data-close="1">${help.close}</button></div>
<div class="stage"><img alt="${say.tip.media}"></div></dialog>`;
}

/** Shows the form to exclude a picture that only accompanies the claim, such as a greeting. */
function apartOf(visit: KnownVisit, sheet: CaseSheet, { sha256 }: File): Part {
  const { tip: say } = visit.words.case;
  const { case: found } = sheet.view;
  const isApart = found.apart?.includes(sha256) ?? false;
  if (found.status !== 'open' || !can(visit, 'note')) return isApart && html`<p>${say.apart}</p>`;
  const inside = html`<input type="hidden" name="file" value="${sha256}"><input type="hidden" name="apart" value="${isApart ? 'no' : 'yes'}">
<button class="small">${isApart ? say.takeIn : say.setApart}</button>`;
  return html`${isApart && html`<p>${say.apart}</p>`}${caseForm(visit, sheet, { action: 'apart', inside })}`;
}

const SHOWN: ReadonlyMap<string, 'image' | 'audio' | 'video'> = new Map(
  (['image', 'audio', 'video'] as const).flatMap((kind) =>
    known[kind].map((type) => [`${kind}/${type}`, kind] as const),
  ),
);

/** How a file can be shown; whatever a page could run is only ever downloaded. */
function kindOfMedia(mime: string): 'image' | 'audio' | 'video' | 'other' {
  return SHOWN.get(plainType(mime)) ?? 'other';
}

/** Sends a file of a case, or of a fact-check that it is compared with; a file that neither has is not there. */
export async function sendMedia(visit: KnownVisit): Promise<void> {
  const { desk, request, response } = visit;
  const { cases, factChecks, media } = desk.deps.store;
  const sha256 = partOf(request, 'sha256');
  const found = await cases.byTicket(partOf(request, 'ticket'));
  const tips = found ? await cases.tipsOf(found.id) : [];
  const compared = found && (await factChecks.get(askedFor(request, 'factCheck')));
  const files = [...tips.flatMap(filesOf), ...(compared?.files ?? [])];
  const isHere = files.some((file) => file.sha256 === sha256);
  const file = isHere ? await media.read(sha256) : undefined;
  if (!file) return sendMissing(visit, visit.words.case.mediaGone);
  const isShown = kindOfMedia(file.mime) !== 'other';
  sendFile(response, file.bytes, isShown ? { mime: plainType(file.mime) } : { name: 'berkas' });
}

function plainType(mime: string): string {
  return mime.toLowerCase().split(';')[0]?.trim() ?? '';
}
