import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** What a name server says: an address, or a response code (RFC 1035, 4.1.1), or no record; undefined: nothing at all. */
export type NameAnswer = { readonly answer?: string; readonly code?: number } | undefined;

export interface NameServer extends AsyncDisposable {
  readonly port: number;
  /** The names that were asked for. */
  readonly questions: readonly string[];
}

/** A real name server on a free UDP port, for records of type A. */
export async function serveNames(answerTo: (name: string) => NameAnswer): Promise<NameServer> {
  const questions: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, end } = readQuestion(query);
    questions.push(name);
    const reply = answerTo(name);
    if (reply) socket.send(makeReply(query.subarray(0, end), reply), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    questions,
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

const headerBytes = 12;

function readQuestion(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = headerBytes;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  // The empty label, type and class.
  return { name: labels.join('.'), end: at + 5 };
}

/** The question again with the answer behind it: a pointer to the name, A, IN, 60 s, four bytes. */
function makeReply(question: Buffer, { answer, code = 0 }: NonNullable<NameAnswer>): Buffer {
  const reply = Buffer.from(question);
  reply.writeUInt16BE(0x8180 | code, 2);
  reply.writeUInt16BE(answer === undefined ? 0 : 1, 6);
  reply.fill(0, 8, headerBytes);
  if (answer === undefined) return reply;
  return Buffer.concat([
    reply,
    Buffer.from([0xc0, headerBytes, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4]),
    Buffer.from(answer.split('.').map(Number)),
  ]);
}
