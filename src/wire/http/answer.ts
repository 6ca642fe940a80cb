import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Dispatcher } from 'undici'
import type { Progress } from './progress.ts'

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: AsyncIterable<Uint8Array>
  /** Which of the client's connections it came over, counted from 1. */
  readonly connection: number
  /** Ends the connection, whatever of the answer was read: the next request gets a new one. */
  abandon(): void
}

/** What becomes of an answer while it is read. */
export interface AnswerWatch {
  readonly connection: number
  readonly progress: Progress
  received(bytes: number): void
  whole(): void
  abandon(): void
}

/** An answer whose head is there. */
export function answerOf(answer: Dispatcher.ResponseData, watch: AnswerWatch): HttpAnswer {
  const { progress, connection } = watch
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
        watch.received(chunk.byteLength)
        progress.moved(chunk.byteLength)
        yield chunk
      }
      watch.whole()
    } finally {
      progress.stop()
    }
  }
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: plain(counted(), answer.headers['content-encoding']),
    connection,
    abandon: () => {
      progress.stop()
      answer.body.on('error', () => undefined).destroy()
      watch.abandon()
    },
  }
}

/** Never asked for, but a proxy may do it all the same. */
function plain(
  body: AsyncIterable<Uint8Array>,
  encoding: string | string[] | undefined,
): AsyncIterable<Uint8Array> {
  // Codings have no case (RFC 9110 §8.4.1).
  if (!/^(x-)?gzip$/i.test(String(encoding))) return body
  const output = createGunzip()
  pipeline(body, output, () => undefined)
  return output
}
