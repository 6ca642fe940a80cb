import type { IncomingMessage, ServerResponse } from 'node:http'
import { defined } from '../../../base/defined.ts'
import type { HikyakuError } from '../../../errors/index.ts'
import { endAndClose } from '../../../wire/http/index.ts'
import {
  faultFor,
  writeResponse,
  type MessageHeader,
  type OutgoingMessage,
} from '../../../wire/jx/index.ts'

/** Sends a small text answer, such as the WSDL. */
export function answerText(response: ServerResponse, text: string): void {
  const bytes = Buffer.from(text)
  response
    .writeHead(200, {
      'content-type': 'text/xml; charset=utf-8',
      'content-length': bytes.byteLength,
    })
    .end(bytes)
}

/** The head of an answer with a SOAP message. */
export function writeHead(
  response: ServerResponse,
  status: number,
  message: OutgoingMessage,
  close: boolean,
): void {
  response.writeHead(status, {
    'content-type': message.contentType,
    'content-length': message.contentLength,
    ...(close ? { connection: 'close' } : {}),
    ...(status === 401 ? { 'www-authenticate': 'Basic realm="Hikyaku JX", charset="UTF-8"' } : {}),
  })
}

/** Sends a message that fits in memory. */
export async function answerSmall(
  response: ServerResponse,
  status: number,
  message: OutgoingMessage,
): Promise<void> {
  const bytes = await bytesOf(message)
  writeHead(response, status, message, false)
  response.end(bytes)
}

async function bytesOf(message: OutgoingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const chunk of message.chunks()) parts.push(chunk)
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)
}

interface Failure {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly error: HikyakuError
  readonly header?: MessageHeader
  readonly status?: number
}

/**
 * Answers with a SOAP fault, or cuts an answer that is under way. A request that was not read to its end costs its
 * connection: what is still coming could be taken for the next request.
 */
export async function answerFailure(failure: Failure): Promise<void> {
  const { request, response, error, header, status = 500 } = failure
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const message = writeResponse({
    operation: 'Fault',
    ...faultFor(error),
    ...defined({ header }),
  })
  if (request.complete) {
    await answerSmall(response, status, message)
    return
  }
  const bytes = await bytesOf(message)
  writeHead(response, status, message, true)
  response.write(bytes)
  endAndClose(request, response)
}

/** Refuses what is not a JX call, with an empty answer. */
export function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0, connection: 'close' })
  response.flushHeaders()
  endAndClose(request, response)
}
