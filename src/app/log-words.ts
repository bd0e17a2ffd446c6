/**
 * The sentences that may stand in the log, each a constant of ours or of a library. A sentence with `…` stands
 * for all that differ there, and is written with the `…`: what stood in its place never gets into the log.
 */
const SENTENCES = [
  // what is logged
  'a job failed; the sweep tries again',
  'a library of WhatsApp printed a line',
  'messages were set aside: reading them has ended the process again and again',
  'a request at the desk failed',
  'a request failed',
  'a webhook could not be kept',
  'a webhook held messages that could not be read',
  'a webhook was for another number: is POSKO_CLOUD_NUMBER_ID right?',
  'something from WhatsApp could not be kept',
  'the keys of WhatsApp could not be kept',
  'the lease could not be renewed',
  'the newest version of WhatsApp Web could not be asked for; the known one is used',
  'the process failed and ends',
  'WhatsApp could not be left',
  'WhatsApp could not be opened',
  'WhatsApp could not be started',
  'WhatsApp is closed',
  'WhatsApp is connected',
  'WhatsApp is not paired yet: open /pair on this machine',
  'WhatsApp refused to open a chat',
  'WhatsApp: sending has stopped',
  'WhatsApp: the number is paused',
  'WhatsApp: the number sends again',
  'WhatsApp refused a reply',
  'WhatsApp cannot be reached, or answers with faults; replies wait',
  'WhatsApp can be reached again',
  // why something failed
  'a citizen was erased again and again while a message came in',
  'a reply was given up: …',
  'a turn was lost to others too many times',
  'another connection has taken over the device',
  'jobs on Redis have trouble: …',
  'Redis does not answer',
  'replies wait for a number that no process has',
  'the disk is full: nothing can be written',
  'the store does not take what is written',
  'the store takes what is written again',
  'the connection was lost',
  'the device was removed in WhatsApp; pair it again',
  'WhatsApp calls this version too old; update Posko',
  'WhatsApp cannot give the file at the moment',
  'WhatsApp has blocked the number',
  'WhatsApp is not connected',
  'WhatsApp refused a message with …; see docs/whatsapp.md',
  'WhatsApp refused … chats with …; see docs/whatsapp.md',
  'WhatsApp refuses the saved session; pair the device again',
  'connect ECONNREFUSED …',
  'database is locked',
  'database or disk is full',
  // what libsignal prints
  'Closing open session in favor of incoming prekey bundle',
  'Closing session:…',
  'Decrypted message with closed session.',
  'Failed to decrypt message with any known session...',
  'Opening session:…',
  'Removing old closed session:…',
  'Session already closed…',
  'Session already open',
  'Session error:…',
] as const;

const NAMES = [
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'AggregateError'],
  ...['AbortError', 'TimeoutError', 'AssertionError', 'SystemError', 'ZodError', 'Boom'],
  ...['MongoError', 'MongoServerError', 'MongoNetworkError', 'MongoNetworkTimeoutError'],
  ...['MongoServerSelectionError', 'MongoBulkWriteError', 'MongoWriteConcernError'],
  ...['MongooseError', 'ValidationError', 'CastError', 'StrictModeError', 'VersionError'],
  ...['ReplyError', 'MaxRetriesPerRequestError', 'UnrecoverableError', 'SnapshotRefused'],
  ...['Stale', 'Failure', 'PayloadTooLargeError', 'BadRequestError', 'URIError', 'unknown'],
] as const;

const CODES = [
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'EHOSTUNREACH'],
  ...['ENETUNREACH', 'EADDRINUSE', 'EACCES', 'EPERM', 'ENOENT', 'EEXIST', 'ENOSPC', 'EROFS', 'EIO'],
  ...['EMFILE', 'ENFILE', 'ENOMEM', 'EBUSY', 'EDQUOT', 'ECONNABORTED', 'ABORT_ERR'],
  ...['ERR_SQLITE_ERROR', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_VALUE', 'ERR_OUT_OF_RANGE'],
  ...['ERR_INVALID_STATE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_OSSL_BAD_DECRYPT', 'NOAUTH'],
  ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'WRONGPASS'],
] as const;

const SHAPES = SENTENCES.filter((each) => each.includes('…')).map((sentence) => {
  const parts = sentence.split('…').map((part) => RegExp.escape(part));
  return { sentence, shape: new RegExp(`^${parts.join('.*')}$`, 's') };
});
const sentences = new Set<unknown>(SENTENCES);
const names = new Set<unknown>(NAMES);
const codes = new Set<unknown>(CODES);
/** No sentence of ours is as long; a longer one costs more than a look. */
const LONGEST_KNOWN = 2000;
/** Five digits are a code; more could be part of a phone number. */
const MAX_CODE = 99_999;

/** The sentence of the list that says this, if any does. */
export function knownSentence(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > LONGEST_KNOWN) return undefined;
  if (sentences.has(text)) return text;
  return SHAPES.find(({ shape }) => shape.test(text))?.sentence;
}

/** Returns the name of a known kind of error; others count as plain errors. */
export function knownName(name: unknown): string | undefined {
  return names.has(name) ? String(name) : undefined;
}

/** Returns an error code, in letters or as a number. */
export function knownCode(code: unknown): string | number | undefined {
  if (typeof code === 'number') return isCode(code) ? code : undefined;
  return codes.has(code) ? String(code) : undefined;
}

function isCode(code: number): boolean {
  return Number.isInteger(code) && code >= 0 && code <= MAX_CODE;
}
