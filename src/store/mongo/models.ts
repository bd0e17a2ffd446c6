import type { Connection } from 'mongoose';
import * as cases from './case-schemas.ts';
import * as citizens from './citizen-schemas.ts';
import { connect } from './connect.ts';
import * as desk from './desk-schemas.ts';
import * as others from './other-schemas.ts';
import * as rights from './rights-schemas.ts';

/** Creates the collections of a database. */
export function createModels(connection: Connection) {
  return {
    connection,
    citizens: connection.model('citizens', citizens.citizenSchema, 'citizens'),
    letters: connection.model('letters', citizens.letterSchema, 'letters'),
    aliases: connection.model('aliases', citizens.aliasSchema, 'aliases'),
    cases: connection.model('cases', cases.caseSchema, 'cases'),
    tips: connection.model('tips', cases.tipSchema, 'tips'),
    factChecks: connection.model('fact_checks', cases.factCheckSchema, 'fact_checks'),
    announcements: connection.model('announcements', cases.announcementSchema, 'announcements'),
    history: connection.model('history', cases.historySchema, 'history'),
    feedback: connection.model('feedback', cases.feedbackSchema, 'feedback'),
    files: connection.model('files', others.fileSchema, 'files'),
    pieces: connection.model('pieces', others.pieceSchema, 'pieces'),
    sessions: connection.model('sessions', others.sessionSchema, 'sessions'),
    leases: connection.model('leases', others.leaseSchema, 'leases'),
    counters: connection.model('counters', others.counterSchema, 'counters'),
    erasures: connection.model('erasures', others.erasureSchema, 'erasures'),
    consents: connection.model('consents', rights.consentSchema, 'consents'),
    consentTexts: connection.model('consent_texts', rights.consentTextSchema, 'consent_texts'),
    requests: connection.model('requests', rights.requestSchema, 'requests'),
    tallies: connection.model('tallies', others.tallySchema, 'tallies'),
    counted: connection.model('counted', others.countedSchema, 'counted'),
    reviewers: connection.model('reviewers', desk.reviewerSchema, 'reviewers'),
    logins: connection.model('logins', desk.loginSchema, 'logins'),
    tries: connection.model('tries', desk.triesSchema, 'tries'),
    setups: connection.model('setups', desk.setupSchema, 'setups'),
    audit: connection.model('audit', desk.auditSchema, 'audit'),
    traces: connection.model('traces', others.traceSchema, 'traces'),
    traceKeys: connection.model('trace_keys', others.traceKeySchema, 'trace_keys'),
    papers: connection.model('papers', desk.paperSchema, 'papers'),
    seals: connection.model('seals', others.sealSchema, 'seals'),
  };
}

export type Models = ReturnType<typeof createModels>;

/** Opens something on the collections of a database; disconnects if that fails. */
export async function openModels<T>(url: string, open: (models: Models) => Promise<T>): Promise<T> {
  const connection = await connect(url);
  try {
    return await open(createModels(connection));
  } catch (error) {
    await connection.close();
    throw error;
  }
}
