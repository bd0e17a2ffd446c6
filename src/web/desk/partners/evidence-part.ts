import { fileForms } from '../../../domain/partners/custody.ts';
import { linkToFile, takeFile } from '../../../services/partners/evidence-vault.ts';
import type { BoardEntry } from '../../../services/partners/referral-board.ts';
import { nameOr } from '../../../ui-text/describe-details.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { html, type Part } from '../../shared/html.ts';
import { sendFile } from '../../shared/send-file.ts';
import { can } from '../case/case-outcome.ts';
import type { KnownVisit } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { partOf } from '../read-form.ts';
import { refuseAs } from '../serve-route.ts';

type Evidence = NonNullable<BoardEntry['report']>['evidence'];

/** Evidence with its full hash, and for some minutes links to the files that the citizen lets a partner have. */
export function evidenceList(visit: KnownVisit, reference: string, evidence: Evidence): Part {
  const { desk, words, token } = visit;
  const say = words.evidence;
  const deps = { ...desk.gate, ...desk.deps };
  const isOpen = visit.reviewer.role === 'partner' || can(visit, 'see-media');
  const links = (kind: string, sha256: string) =>
    fileForms
      .filter((form) => form === 'original' || (kind === 'image' && deps.reader))
      .map((form) => {
        const link = linkToFile(deps, token, { reference, sha256, form });
        const path = `/review/board/${reference}/files/${link}`;
        return html` <a class="button small" href="${path}" download>${say.form[form]}</a>`;
      });
  const hasFile = evidence.some(({ isKept }) => isKept);
  return html`<ul>${evidence.map(
    ({ kind, sha256, isKept }) =>
      html`<li>${nameOr(words.dashboard.kind, kind)}${sha256 !== undefined && html` <span class="address">SHA-256 ${sha256}</span>${isKept && isOpen && links(kind, sha256)}`}</li>`,
  )}</ul>${hasFile && html`<p class="hint">${say.hint}</p>`}`;
}

/** Who received a referral, opened it and took files along. */
export function custodyPart({ words, language, zone }: KnownVisit, { custody }: BoardEntry): Part {
  const say = words.evidence;
  if (custody.length === 0) return undefined;
  return html`<section class="card"><h2>${say.custody}</h2><ol class="history">${custody.map(
    ({ at, by, from, what, sha256, copy }) =>
      html`<li><span class="soft">${showTime(at, language, zone)}</span> <strong>${say.deed[what]}</strong> <span class="soft">${words.board.by[from](by)}</span>${sha256 && html` <span class="address">${sha256}</span>`}${copy && html` ${say.copy} <span class="address">${copy}</span>`}</li>`,
  )}</ol></section>`;
}

/** Sends a file by its link, to the session that was given it. */
export async function sendEvidence(visit: KnownVisit, organisation: string | undefined) {
  const { desk, request, reviewer, words, token: key } = visit;
  if (organisation === undefined && !can(visit, 'see-media')) return refuseAs(visit, 'see-media');
  const taker = { key, by: reviewer.name, organisation };
  const taken = await takeFile({ ...desk.gate, ...desk.deps }, partOf(request, 'token'), taker);
  if (typeof taken === 'string') return sendMissing(visit, words.evidence.refused[taken]);
  sendFile(visit.response, taken.bytes, { name: taken.name });
}
