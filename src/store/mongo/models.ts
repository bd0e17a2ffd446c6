import type { Connection } from 'mongoose';
import {
  announcementSchema,
  caseSchema,
  factCheckSchema,
  feedbackSchema,
  historySchema,
  tipSchema,
} from './case-schemas.ts';
import { aliasSchema, citizenSchema, letterSchema } from './citizen-schemas.ts';
import {
  auditSchema,
  loginSchema,
  paperSchema,
  reviewerSchema,
  setupSchema,
  triesSchema,
} from './desk-schemas.ts';
import {
  counterSchema,
  erasureSchema,
  fileSchema,
  leaseSchema,
  pieceSchema,
  sealSchema,
  sessionSchema,
  tallySchema,
  traceKeySchema,
  traceSchema,
} from './other-schemas.ts';
import { consentSchema, consentTextSchema, requestSchema } from './rights-schemas.ts';

/** Creates the collections of a database. */
export function createModels(connection: Connection) {
  return {
    connection,
    citizens: connection.model('citizens', citizenSchema, 'citizens'),
    letters: connection.model('letters', letterSchema, 'letters'),
    aliases: connection.model('aliases', aliasSchema, 'aliases'),
    cases: connection.model('cases', caseSchema, 'cases'),
    tips: connection.model('tips', tipSchema, 'tips'),
    factChecks: connection.model('fact_checks', factCheckSchema, 'fact_checks'),
    announcements: connection.model('announcements', announcementSchema, 'announcements'),
    history: connection.model('history', historySchema, 'history'),
    feedback: connection.model('feedback', feedbackSchema, 'feedback'),
    files: connection.model('files', fileSchema, 'files'),
    pieces: connection.model('pieces', pieceSchema, 'pieces'),
    sessions: connection.model('sessions', sessionSchema, 'sessions'),
    leases: connection.model('leases', leaseSchema, 'leases'),
    counters: connection.model('counters', counterSchema, 'counters'),
    erasures: connection.model('erasures', erasureSchema, 'erasures'),
    consents: connection.model('consents', consentSchema, 'consents'),
    consentTexts: connection.model('consent_texts', consentTextSchema, 'consent_texts'),
    requests: connection.model('requests', requestSchema, 'requests'),
    tallies: connection.model('tallies', tallySchema, 'tallies'),
    reviewers: connection.model('reviewers', reviewerSchema, 'reviewers'),
    logins: connection.model('logins', loginSchema, 'logins'),
    tries: connection.model('tries', triesSchema, 'tries'),
    setups: connection.model('setups', setupSchema, 'setups'),
    audit: connection.model('audit', auditSchema, 'audit'),
    traces: connection.model('traces', traceSchema, 'traces'),
    traceKeys: connection.model('trace_keys', traceKeySchema, 'trace_keys'),
    papers: connection.model('papers', paperSchema, 'papers'),
    seals: connection.model('seals', sealSchema, 'seals'),
  };
}

export type Models = ReturnType<typeof createModels>;
