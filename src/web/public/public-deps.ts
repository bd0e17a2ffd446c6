import type { DutyDeps } from '../../services/duty/duty-deps.ts';
import type { CardOf } from '../../services/fact-checks/card.ts';
import type { ResponseDeps } from '../../services/responses/response-deps.ts';
import type { TransparencyDeps } from '../../services/transparency/corrections.ts';

export interface PublicDeps extends DutyDeps, ResponseDeps, TransparencyDeps {
  /** Shared by everything that shows cards, so that each is drawn once. */
  cardOf: CardOf;
}
