import { type DeserializeOptions, type Document, deserialize, serialize } from 'bson';

/** A request as the driver sends it, and how to answer it. */
export interface Request {
  command: Document;
  answer(reply: Document): Buffer;
}

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;

/** Takes whole messages off the front of a buffer; returns them and the rest. */
export function splitMessages(buffer: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let start = 0;
  while (buffer.length - start >= 4) {
    const size = buffer.readInt32LE(start);
    if (buffer.length - start < size) break;
    messages.push(buffer.subarray(start, start + size));
    start += size;
  }
  return { messages, rest: buffer.subarray(start) };
}

/** Keeps each number as it was written: 32 bits, 64 bits or floating. */
const AS_WRITTEN: DeserializeOptions = { promoteValues: false, bsonRegExp: true };

/** Reads a message: OP_MSG, or the OP_QUERY of the first handshake. */
export function readRequest(message: Buffer, { asWritten = false } = {}): Request {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) {
    const options = asWritten ? AS_WRITTEN : {};
    return {
      command: readSections(message, options),
      answer: (reply) => writeMessage({ requestId: 0, responseTo: requestId }, reply),
    };
  }
  if (opCode !== OP_QUERY) throw new Error(`the stand-in does not speak opcode ${opCode}`);
  const start = message.indexOf(0, HEADER + 4) + 1 + 8;
  const command = deserialize(message.subarray(start));
  return { command, answer: (reply) => writeReply(requestId, reply) };
}

/** A command's body, with its document sequences put where they belong. */
function readSections(message: Buffer, options: DeserializeOptions): Document {
  let at = HEADER + 4;
  let command: Document = {};
  const sequences: Document = {};
  while (at < message.length) {
    const kind = message[at];
    const size = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + size);
    if (kind === 0) command = deserialize(section, options);
    else {
      const nameEnd = section.indexOf(0, 4);
      const documents: Document[] = [];
      for (let inner = nameEnd + 1; inner < size; inner += section.readInt32LE(inner)) {
        const end = inner + section.readInt32LE(inner);
        documents.push(deserialize(section.subarray(inner, end), options));
      }
      sequences[section.toString('utf8', 4, nameEnd)] = documents;
    }
    at += 1 + size;
  }
  return { ...command, ...sequences };
}

/** Writes a command as one OP_MSG. */
export function writeRequest(requestId: number, command: Document): Buffer {
  return writeMessage({ requestId, responseTo: 0 }, command);
}

function writeMessage(ids: { requestId: number; responseTo: number }, body: Document): Buffer {
  const bytes = serialize(body);
  const header = Buffer.alloc(HEADER + 5);
  header.writeInt32LE(header.length + bytes.length, 0);
  header.writeInt32LE(ids.requestId, 4);
  header.writeInt32LE(ids.responseTo, 8);
  header.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([header, bytes]);
}

function writeReply(responseTo: number, reply: Document): Buffer {
  const body = serialize(reply);
  const header = Buffer.alloc(HEADER + 20);
  header.writeInt32LE(header.length + body.length, 0);
  header.writeInt32LE(responseTo, 8);
  header.writeInt32LE(OP_REPLY, 12);
  header.writeInt32LE(8, HEADER); // AwaitCapable
  header.writeInt32LE(1, HEADER + 16);
  return Buffer.concat([header, body]);
}
