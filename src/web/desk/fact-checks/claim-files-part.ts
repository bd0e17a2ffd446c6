import { may } from '../../../domain/accounts/permissions.ts';
import type { PublishedFactCheck } from '../../../domain/fact-checks/published-fact-check.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField } from '../layout.ts';
import { toPath } from './fact-check-path.ts';

/** The pictures, sounds and films by which a fact-check is found, and the form that brings one more. */
export function claimFilesPart(visit: KnownVisit, factCheck: PublishedFactCheck): Part {
  const { words, reviewer } = visit;
  const { files: say } = words.library;
  const count = (kind: 'picture' | 'sound' | 'film') =>
    (factCheck.files ?? []).filter((file) => file.kind === kind).length;
  const isValid = factCheck.retracted === undefined;
  return html`<section class="card"><h2>${say.title}</h2>
<p>${say.count(count('picture'), count('sound'), count('film'))}</p>
${
  isValid &&
  may(reviewer.role, 'edit-fact-check') &&
  html`<form action="${toPath(factCheck.id)}/files" method="post" enctype="multipart/form-data">${formField(visit)}
<label for="file">${say.add}</label><p class="hint" id="file-hint">${say.hint}</p>
<input type="file" id="file" name="file" required accept="image/*,audio/*,video/*" aria-describedby="file-hint"><button>${say.submit}</button></form>`
}</section>`;
}
