import { type Html, html } from '../../shared/html.ts';

/** The sign before what is pressing; its words say the same. */
export function alertIcon(): Html {
  return html`<svg class="sign" width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3L22 20.5H2zM12 9.5v5M12 17.5v.2"/></svg>`;
}
