import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HikyakuError } from '../../errors/index.ts'
import { lingerAndClose } from '../../http/index.ts'
import {
  faultFor,
  writeResponse,
  type MessageHeader,
  type OutgoingMessage,
} from '../../jx/index.ts'

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
  close: boolean,
): Promise<void> {
  writeHead(response, status, message, close)
  for await (const chunk of message.chunks()) response.write(chunk)
  response.end()
}

interface Failure {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly error: HikyakuError
  readonly header?: MessageHeader
  readonly status?: number
}

/**
 * Answers with a SOAP fault. A request that was not read to its end costs its
 * connection: what is still coming could be taken for the next request.
 */
export async function answerFailure({
  request,
  response,
  error,
  header,
  status = 500,
}: Failure): Promise<void> {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const message = writeResponse({
    operation: 'Fault',
    ...faultFor(error),
    ...(header === undefined ? {} : { header }),
  })
  const close = !request.complete
  await answerSmall(response, status, message, close)
  if (close) lingerAndClose(request)
}
