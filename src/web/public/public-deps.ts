import type { DutyDeps } from '../../services/duty/duty-deps.ts';
import type { CardOf } from '../../services/fact-checks/card.ts';
import type { ReportDeps } from '../../services/reports/report-deps.ts';
import type { TransparencyDeps } from '../../services/transparency/corrections.ts';

/** What the public pages show. */
export interface PublicDeps extends DutyDeps, ReportDeps, TransparencyDeps {
  /** Shared by everything that shows cards, so that each is drawn once. */
  cardOf: CardOf;
}
