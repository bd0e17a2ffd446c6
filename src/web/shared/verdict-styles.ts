import { type VerdictLook, verdictLooks } from '../../domain/fact-checks/verdicts.ts';

/** Style rules with the colours of all verdicts: a class for each, called after `prefix` and the verdict. */
export function verdictStyles(prefix: string, styleOf: (look: VerdictLook) => string): string {
  return verdictLooks.map((look) => `.${prefix}${look.id} {\n  ${styleOf(look)}\n}\n`).join('\n');
}
