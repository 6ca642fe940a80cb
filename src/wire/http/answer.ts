import type { Dispatcher } from 'undici'
import { withoutCoding } from './codings.ts'
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

/** An answer whose head is there. Errors of its body: those of {@link withoutCoding}. */
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
    body: withoutCoding(counted(), answer.headers['content-encoding']),
    connection,
    abandon: () => {
      progress.stop()
      answer.body.on('error', () => undefined).destroy()
      watch.abandon()
    },
  }
}
