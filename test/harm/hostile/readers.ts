import { loadScript } from '../../support/stage.ts';

/** A function of ours, however it is typed. */
export type Read = (...given: unknown[]) => unknown;

/** Files of `src`, and their functions that take one text and nothing else that matters. */
const PLAIN: Readonly<Record<string, string>> = {
  'words/escape-markup.ts': 'escapeMarkup',
  'words/fold.ts': 'fold wordsOf',
  'matching/about-voting.ts': 'isAboutVoting',
  'matching/fold-letters.ts': 'foldLetters dropInvisible',
  'matching/gazetteer.ts': 'nameKind',
  'matching/hash-text.ts': 'hashText',
  'matching/mend-seen.ts': 'mendDigits',
  'matching/normalise.ts': 'normalise',
  'matching/numeral.ts': 'readNumeral isNumeral',
  'matching/polarity.ts': 'isPolar',
  'matching/read-chunk.ts': 'readChunk',
  'matching/read-words.ts': 'readWords',
  'matching/says-something.ts': 'saysSomething',
  'matching/split-words.ts': 'splitWords',
  'matching/stem.ts': 'stem',
  'matching/strip-wrapping.ts': 'stripWrapping',
  'matching/tellingness.ts': 'tellingness isAnchor isTelling',
  'matching/links/canonical-link.ts': 'canonicalLink isPage',
  'matching/links/look-alike.ts': 'findLookAlike',
  'review/calendar.ts': 'dayOf isDate',
  'review/danger-signs.ts': 'findDanger',
  'review/election.ts': 'electionKindIn kindOfElection',
  'review/identity-number.ts': 'maskIdentityNumbers',
  'review/links.ts': 'findLinks defang',
  'review/mask.ts': 'maskPersonalData',
  'review/plain-digits.ts': 'plainDigits',
  'review/province.ts': 'findProvince',
  'review/reviewer-name.ts': 'tidyName foldName findNameProblem',
  'review/ticket.ts': 'readTicket',
  'review/time-zone.ts': 'zoneOf',
  'review/verdict-label.ts': 'readVerdict',
  'review/verdict-templates.ts': 'findGap isTemplate',
  'review/zone.ts': 'readMinute',
  'triage/read-features.ts': 'readFeatures',
  'imports/csv-cell.ts': 'toCell fromCell',
  'imports/parse-xml.ts': 'parseXml',
  'imports/plain-text.ts': 'plainText',
  'imports/read-claim-reviews.ts': 'readJsonLd',
  'imports/read-link.ts': 'describePage',
  'imports/read-source.ts': 'isDocument isElsewhere',
  'imports/to-fact-check-row.ts': 'idOf',
  'channels/simulator/mime.ts': 'mimeOf',
  'channels/baileys/file-reference.ts': 'readReference',
  'channels/baileys/jid.ts': 'chatKind bare',
  'channels/baileys/quiet-console.ts': 'redact',
  'channels/baileys/sent-texts.ts': 'messageIdOf',
  'media/text/read-tsv.ts': 'readTsv',
  'commands/known-words.ts': 'knownSentence',
  'commands/roster-words.ts': 'readDays readHours',
  'net/is-public-address.ts': 'isPublicAddress isLoopback',
  'net/own-host.ts': 'hostName isLoopbackName',
  'secrets/base32.ts': 'fromBase32',
  'secrets/password.ts': 'isOutdated',
  'tipline/calls/find-dangers.ts': 'looksLikeScam',
  'tipline/fact-checks/public-view.ts': 'idOfSlug',
  'tipline/letters/receive.ts': 'cleanText',
  'tipline/record/month.ts': 'readMonth',
  'tipline/turns/open-cases.ts': 'claimKey',
  'console/terminal/edit-text.ts': 'toField',
  'console/terminal/line.ts': 'line',
  'console/terminal/measure.ts': 'widthOf signsOf',
  'console/terminal/neutralise.ts': 'neutralise',
  'console/web/show-text.ts': 'showText',
};

const MORNING = Date.UTC(2026, 5, 1);
const SCRIPT = loadScript();
const OPTIONS = [{ names: ['Ya, boleh', 'ya'] }, { names: ['Tidak', 'jangan'] }];

/** Functions that need more than a text, and how they are called with one. */
const CALLED: Readonly<Record<string, (read: Read, text: string) => unknown>> = {
  'words/choose.ts choose': (read, text) => read(OPTIONS, text, ['dong', 'kak']),
  'words/consists-of.ts consistsOf': (read, text) => read(text.split(' '), ['ya', 'boleh']),
  'words/command.ts findCommand': (read, text) => read(SCRIPT.locales, text),
  'words/command.ts findPleasantry': (read, text) => read(SCRIPT.locales, text),
  'words/distance.ts isTypo': (read, text) => read(text, `${text}a`),
  'matching/same-word.ts mayBeSameWord': (read, text) => read(text, `${text}b`, true),
  'matching/same-word.ts isAbbreviation': (read, text) => read(text, `${text}b`),
  'matching/spelling.ts isSlip': (read, text) => read(text, `${text}b`),
  'matching/read-voice.ts readVoice': (read, text) => read(text, text),
  'review/election.ts nearElection': (read, text) => read([], MORNING, [text]),
  'review/filter-queue.ts readFilter': (read, text) => read(() => text),
  'review/mask.ts maskPersonalData': (read, text) => read(`Nama: ${text}`),
  'review/password-rules.ts findPasswordProblem': (read, text) => read(text, text),
  'review/province.ts namesProvince': (read, text) => read(text, 'Jawa Barat'),
  'review/read-when.ts readWhen': (read, text) => read(text, { now: MORNING, zone: 'WIB' }),
  'review/topics.ts isAbout': (read, text) => read(text, 'health'),
  'triage/find-false-name.ts findFalseName': (read, text) => read([text]),
  'triage/find-signs.ts findSigns': (read, text) => read(text, [], []),
  'imports/plain-text.ts rawElements': (read, text) => [
    ...(read(text, 'script') as Iterable<unknown>),
  ],
  'imports/read-claim-reviews.ts readClaimReviews': (read, text) =>
    read({ '@type': 'ClaimReview', url: text, claimReviewed: text, name: text }, {}),
  'imports/read-feed.ts readFeed': (read, text) =>
    read(`<rss><channel><item><title>${text}</title></item></channel></rss>`, undefined),
  'imports/read-google.ts isGoogle': (read, text) => read({ claims: [{ text }] }),
  'imports/read-google.ts readGoogle': (read, text) => read(JSON.stringify({ claims: [{ text }] })),
  'imports/read-google.ts googleAddress': (read, text) => read('https://a.id', text, text),
  'imports/read-wordpress.ts isWordpress': (read, text) => read([{ title: { rendered: text } }]),
  'imports/read-wordpress.ts readWordpress': (read, text) => read([aPost(text)], 'Posko'),
  'imports/to-row.ts toRow': (read, text) =>
    read(1, { id: text, title: text, verdict: text, media: text, narratives: [text], url: text }),
  'channels/cloud-api/read-webhook.ts readWebhook': (read, text) =>
    read(aWebhook(text), { account: '1', now: MORNING }),
  'channels/cloud-api/write-message.ts writeCloudMessage': (read, text) =>
    read({ chat: '62', channel: 'c', account: 'a', sender: '62' }, aReply(text), {
      listButton: 'x',
    }),
  'channels/baileys/jid.ts addressOf': (read, text) => read('posko', { remoteJid: text }),
  'net/guarded-address.ts toGuardedUrl': (read, text) => read(text, {}),
  'secrets/totp.ts totpStep': (read, text) => read('ABC', text, { now: MORNING, after: 0 }),
  'tipline/accounts/recovery-codes.ts recoveryDigest': (read, text) => read('r', text),
  'tipline/duty/local-text.ts readLocal': (read, text) => read(text, 'WIB'),
  'tipline/fact-checks/verdict-text.ts shorten': (read, text) => read(text, 60_000),
  'console/terminal/draw-near.ts markWords': (read, text) => read(text, ['bank', 'a']),
  'console/terminal/draw-field.ts drawField': (read, text) =>
    read({ text, cursor: 0 }, { label: 'x', columns: 80, isHere: true }),
  'console/terminal/edit-text.ts edit': (read, text) =>
    read({ text, cursor: text.length }, 'ctrl-w'),
  'console/terminal/line.ts paragraph': (read, text) => read(text, 80),
  'console/terminal/measure.ts cut': (read, text) => read(text, 80),
  'console/terminal/measure.ts wrap': (read, text) => read(text, 80),
  'console/web/case/compare-words.ts compareWords': (read, text) => read(text, `x ${text}`),
  'console/web/show-text.ts showLine': (read, text) => read(text, 60_000),
  'commands/describe-error.ts describeError': (read, text) =>
    read(Object.assign(new Error(text), { stack: `    at ${text}` })),
  'matching/screenshot/read-screenshot.ts readScreenshot': (read, text) =>
    read(linesOf(text), { width: 720, height: 1600 }),
  'matching/screenshot/join-lines.ts joinLines': (read, text) => read(linesOf(text), 20),
  'matching/screenshot/chat-signs.ts isChatState': (read, text) => read(aLine(text)),
  'matching/screenshot/chat-signs.ts isPlainSender': (read, text) => read(aLine(text)),
  'matching/screenshot/chat-signs.ts isMessageBox': (read, text) => read(aLine(text)),
  'matching/screenshot/chat-signs.ts isForwardLabel': (read, text) => read(aLine(text)),
  'matching/screenshot/chat-signs.ts isStatusBar': (read, text) => read(aLine(text)),
};

/** Every reader by its file and name. */
export const readers: ReadonlyMap<string, (read: Read, text: string) => unknown> = new Map([
  ...Object.entries(PLAIN).flatMap(([file, names]) =>
    names.split(' ').map((name) => [`${file} ${name}`, plainly] as const),
  ),
  ...Object.entries(CALLED),
]);

function plainly(read: Read, text: string): unknown {
  return read(text);
}

function aPost(text: string) {
  const rendered = text;
  return {
    link: 'https://a.id/b',
    date: '2026-06-01T00:00:00',
    title: { rendered },
    excerpt: { rendered },
    content: { rendered },
  };
}

function aWebhook(text: string) {
  const message = { from: text, id: text, timestamp: text, type: 'text', text: { body: text } };
  const file = {
    ...message,
    type: 'document',
    document: { id: text, filename: text, mime_type: text },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: '1' },
    messages: [message, file],
  };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  };
}

function aReply(text: string) {
  const choices = ['1', '2', '3', '4'].map((id) => ({ id, label: text }));
  return { id: '1', text, choices };
}

function aLine(text: string, top = 0) {
  const box = { x0: 0, y0: top, x1: 100, y1: top + 20 };
  return { words: [{ text, confidence: 0.9, ...box, box }] };
}

function linesOf(text: string) {
  return (text.match(/[\s\S]{1,100}/g) ?? []).map((part, at) => aLine(part, at * 22));
}
