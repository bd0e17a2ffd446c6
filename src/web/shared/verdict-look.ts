import { type VerdictLook, verdictLooks } from '../../domain/fact-checks/verdicts.ts';
import { type Html, html } from './html.ts';

/** The icon of a verdict as a drawing; what it means the word beside it says. */
export function icon({ icon }: VerdictLook, size: number): Html {
  return html`<svg width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="${icon}"/></svg>`;
}

/** Style rules with the colours of all verdicts: a class for each, called after `prefix` and the verdict. */
export function verdictStyles(prefix: string, styleOf: (look: VerdictLook) => string): string {
  return verdictLooks.map((look) => `.${prefix}${look.id} {\n  ${styleOf(look)}\n}\n`).join('\n');
}
