import { may, type Permission } from '../../../domain/accounts/permissions.ts';
import type { CaseView } from '../../../services/cases/queue.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField } from '../layout.ts';
import type { Typed } from '../typed.ts';

/** A case as it is shown to one reviewer. */
export interface CaseSheet {
  view: CaseView;
  /** The lease that this reviewer holds. */
  fence: number | undefined;
  typed: Typed;
  /** Whether what was typed could not be kept with the case. */
  isAdrift: boolean;
  preview: Part;
  /** Whether nobody but the one who proposed could approve. */
  isLone?: boolean | undefined;
  /** Others to whom a case can be given. */
  colleagues: readonly string[];
  /** What was passed on to partners, and where it could go. */
  referrals: Part;
}

/** A form that does one thing to a case, under the lease that the page was made under. */
export function caseForm(
  visit: KnownVisit,
  { view, fence }: Pick<CaseSheet, 'view' | 'fence'>,
  { action, inside }: { action: string; inside: Part },
): Html {
  return html`<form action="/review/cases/${view.case.ticket}/${action}" method="post">${formField(visit)}
${fence !== undefined && html`<input type="hidden" name="fence" value="${fence}">`}
${inside}</form>`;
}

/** Whether the reviewer may do a thing. */
export function can({ reviewer }: KnownVisit, permission: Permission): boolean {
  return may(reviewer.role, permission);
}
