import { describe } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { addressesContract } from './addresses-contract.ts';
import { audienceContract } from './audience-contract.ts';
import { auditContract } from './audit-contract.ts';
import { boundsContract } from './bounds-contract.ts';
import { caseRacesContract } from './case-races-contract.ts';
import { casesContract } from './cases-contract.ts';
import { deskContract } from './desk-contract.ts';
import { factChecksContract } from './fact-checks-contract.ts';
import { farewellContract } from './farewell-contract.ts';
import { figuresContract } from './figures-contract.ts';
import { filesRetentionContract } from './files-retention-contract.ts';
import { handOversContract } from './hand-overs-contract.ts';
import { jointStatementsContract } from './joint-statements-contract.ts';
import { leasedJobContract } from './leased-job-contract.ts';
import { ledgerContract } from './ledger-contract.ts';
import { loadContract } from './load-contract.ts';
import { loginsContract } from './logins-contract.ts';
import { mediaContract } from './media-contract.ts';
import { outboxContract } from './outbox-contract.ts';
import { papersContract } from './papers-contract.ts';
import { pausesContract } from './pauses-contract.ts';
import { receiptsContract } from './receipts-contract.ts';
import { recordContract } from './record-contract.ts';
import { retentionContract } from './retention-contract.ts';
import { reviewersContract } from './reviewers-contract.ts';
import { reviewersWordsContract } from './reviewers-words-contract.ts';
import { rightsContract } from './rights-contract.ts';
import { sessionsContract } from './sessions-contract.ts';
import { talliesContract } from './tallies-contract.ts';
import { tracesContract } from './traces-contract.ts';
import { turnsContract } from './turns-contract.ts';

/** Opens an empty store; the test that asks for it closes it. */
export type OpenStore = () => Promise<Store>;

/** What every store keeps and refuses, whatever it is made of; `racers` do the same at once where they race. */
export function storeContract(name: string, open: OpenStore, { racers = 60 } = {}): void {
  describe(name, () => {
    addressesContract(open);
    turnsContract(open);
    outboxContract(open);
    receiptsContract(open);
    farewellContract(open);
    mediaContract(open);
    factChecksContract(open);
    casesContract(open);
    caseRacesContract(open, racers);
    ledgerContract(open);
    leasedJobContract(open);
    audienceContract(open);
    deskContract(open);
    retentionContract(open);
    filesRetentionContract(open);
    reviewersWordsContract(open);
    sessionsContract(open);
    reviewersContract(open);
    loginsContract(open);
    auditContract(open);
    loadContract(open);
    papersContract(open);
    pausesContract(open);
    handOversContract(open);
    jointStatementsContract(open);
    figuresContract(open);
    talliesContract(open);
    tracesContract(open);
    rightsContract(open);
    recordContract(open);
    boundsContract(open);
  });
}
