import type { Document } from 'bson';

/** An error as a server reports it, by its number. */
export class Failure extends Error {
  readonly code: number;
  readonly more: Document;

  constructor(code: number, message: string, more: Document = {}) {
    super(message);
    this.code = code;
    this.more = more;
  }

  /** The reply to a command that failed. */
  toReply(isInTransaction: boolean): Document {
    const isTransient = isInTransaction && (this.code === WRITE_CONFLICT || this.code === NO_SUCH);
    const labels = isTransient ? { errorLabels: ['TransientTransactionError'] } : {};
    return { ok: 0, errmsg: this.message, code: this.code, ...this.more, ...labels };
  }
}

/** A plain write meets a transaction's lock: a server waits for its end, and so do we. */
export class Locked extends Error {}

const WRITE_CONFLICT = 112;
const NO_SUCH = 251;

export function writeConflict(): Failure {
  return new Failure(WRITE_CONFLICT, 'Write conflict', { codeName: 'WriteConflict' });
}

export function noSuchTransaction(): Failure {
  return new Failure(NO_SUCH, 'Transaction was aborted', { codeName: 'NoSuchTransaction' });
}

export function duplicateKey(index: string, keyPattern: Document): Failure {
  const message = `E11000 duplicate key error index: ${index}`;
  return new Failure(11_000, message, { codeName: 'DuplicateKey', keyPattern });
}
