import type { proto } from '@whiskeysockets/baileys';
import type { Message } from '../../domain/messages/message.ts';
import parts from './message-parts.json' with { type: 'json' };

type Content = proto.IMessage;

/** Content of a WhatsApp message, or why it is ignored. */
export interface Reading {
  kind: Message['kind'];
  text: string;
  choice?: string;
  file?: { kind: FileKind; media: MediaMessage };
  context?: proto.IContextInfo | null | undefined;
}

export type FileKind = 'image' | 'video' | 'audio' | 'document';

/** Reads a message of any kind; undefined for key exchanges, votes and the like. */
export function readContent(wrapped: Content | null | undefined): Reading | undefined {
  const message = unwrap(wrapped);
  if (!message) return undefined;
  return (
    readText(message) ??
    readFile(message) ??
    readPoll(message) ??
    readChoice(message) ??
    readOther(message) ??
    named(message)
  );
}

function readText(message: Content): Reading | undefined {
  const { conversation: text, messageContextInfo, extendedTextMessage: extended } = message;
  if (typeof text === 'string') return { kind: 'text', text, context: messageContextInfo as null };
  if (extended) return { kind: 'text', text: extended.text ?? '', context: extended.contextInfo };
  return readBusinessText(message);
}

/** Businesses send texts with buttons; such a text can be forwarded and checked like any other. */
function readBusinessText(message: Content): Reading | undefined {
  const { buttonsMessage, listMessage, interactiveMessage, templateMessage } = message;
  const template =
    templateMessage?.hydratedTemplate ?? templateMessage?.hydratedFourRowTemplate ?? undefined;
  const [header, body] =
    [
      [buttonsMessage?.text, buttonsMessage?.contentText],
      [listMessage?.title, listMessage?.description],
      [interactiveMessage?.header?.title, interactiveMessage?.body?.text],
      [template?.hydratedTitleText, template?.hydratedContentText],
    ].find(([, text]) => typeof text === 'string') ?? [];
  if (typeof body !== 'string') return undefined;
  const holder = buttonsMessage ?? listMessage ?? interactiveMessage ?? templateMessage;
  const text = typeof header === 'string' && header ? `${header}\n\n${body}` : body;
  return { kind: 'text', text, context: holder?.contextInfo };
}

/** A poll is read as what it asks and what it offers. */
function readPoll(message: Content): Reading | undefined {
  const poll = POLLS.map((name) => message[name]).find((found) => found != null);
  if (!poll) return undefined;
  const offered = Array.isArray(poll.options) ? poll.options : [];
  const said = [poll.name, ...offered.map(({ optionName }) => optionName)];
  const text = said.filter((part) => typeof part === 'string').join('\n');
  return { kind: text ? 'text' : 'poll', text, context: poll.contextInfo };
}

const POLLS = [
  'pollCreationMessage',
  'pollCreationMessageV2',
  'pollCreationMessageV3',
  'pollCreationMessageV5',
] as const;

function readFile(message: Content): Reading | undefined {
  const { imageMessage, videoMessage, ptvMessage, audioMessage, documentMessage } = message;
  const film = videoMessage ?? ptvMessage;
  if (imageMessage) return fileOf('image', imageMessage, imageMessage.caption);
  if (film) return fileOf('video', film, film.caption);
  if (audioMessage) return fileOf('audio', audioMessage, '');
  if (documentMessage) return fileOf('document', documentMessage, documentMessage.caption);
  return undefined;
}

function fileOf(
  kind: FileKind,
  media: MediaMessage & { contextInfo?: proto.IContextInfo | null },
  caption: string | null | undefined,
): Reading {
  return { kind, text: caption ?? '', file: { kind, media }, context: media.contextInfo };
}

function readChoice(message: Content): Reading | undefined {
  const { buttonsResponseMessage: button, listResponseMessage: list } = message;
  const { templateButtonReplyMessage: template } = message;
  if (button) return chosen(button.selectedButtonId, button.selectedDisplayText);
  if (template) return chosen(template.selectedId, template.selectedDisplayText);
  return list ? chosen(list.singleSelectReply?.selectedRowId, list.title) : undefined;
}

function chosen(id: string | null | undefined, label: string | null | undefined): Reading {
  return { kind: 'text', text: label ?? '', ...(id ? { choice: id } : {}) };
}

/** Kinds that Posko knows by name but does not judge. */
function readOther(message: Content): Reading | undefined {
  if (message.reactionMessage)
    return { kind: 'reaction', text: message.reactionMessage.text ?? '' };
  for (const [kind, fields] of OTHERS) {
    const field = fields.find((name) => message[name]);
    if (!field) continue;
    const part: { contextInfo?: proto.IContextInfo | null } = message[field] ?? {};
    return { kind, text: '', context: part.contextInfo };
  }
  return undefined;
}

const OTHERS = [
  ['sticker', ['stickerMessage', 'stickerPackMessage']],
  ['location', ['locationMessage', 'liveLocationMessage']],
  ['contact', ['contactMessage', 'contactsArrayMessage']],
] as const;

/** Accompanying parts, or content that the citizen did not write to us. */
const SILENT: ReadonlySet<string> = new Set(Object.keys(parts.silent));

/** Names an unknown kind, so that the citizen gets an answer; ignores accompanying parts. */
function named(message: Content): Reading | undefined {
  const fields = Object.entries(message).flatMap(([name, value]) => (value == null ? [] : [name]));
  return fields.some((name) => !SILENT.has(name)) ? { kind: 'unknown', text: '' } : undefined;
}

export type MediaMessage = Pick<
  proto.Message.IDocumentMessage,
  'url' | 'directPath' | 'mediaKey' | 'mimetype' | 'fileLength' | 'fileSha256' | 'fileName'
>;

/** Envelopes of WhatsApp around a message, each with the message inside. */
const ENVELOPES = Object.keys(parts.envelopes) as (keyof typeof parts.envelopes)[];

/** Real messages have fewer envelopes. */
const DEEPEST = 8;

/** Removes all envelopes of a message; undefined if it is empty or wrapped too often. */
export function unwrap(message: Content | null | undefined): Content | undefined {
  let inner = message;
  for (let depth = 0; inner && depth < DEEPEST; depth += 1) {
    const holder: Content = inner;
    const envelope = ENVELOPES.find((name) => holder[name]);
    if (!envelope) return inner;
    inner = holder[envelope]?.message;
  }
  return undefined;
}
