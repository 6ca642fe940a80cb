import type { FastifyReply } from 'fastify'
import { HikyakuError } from '../../../errors/index.ts'
import type { EventSource } from '../call.ts'

/** Proxies and browsers drop a connection that is silent for long. */
const heartbeatMilliseconds = 15_000
/** The browser asks again so long after a stream broke. */
const retryMilliseconds = 2000
/** A reader this far behind is let go; it comes back and reads afresh. */
const mostBuffered = 1 << 20
const mostStreams = 200
/** Of one user or token, so that none takes all of them. */
const mostOfOne = 20

/** Who reads a stream. */
export interface Reader {
  readonly name: string
  readonly stillSigned: () => Promise<boolean>
}

/** The streams of a server. */
export interface EventStreams {
  /**
   * Answers with events until the source or the reader ends it, or the reader's session.
   *
   * @throws HikyakuError console-busy
   */
  answer(reply: FastifyReply, source: EventSource, reader: Reader): void
  /** Ends the streams of who is signed in no more, now rather than at the next heartbeat. */
  checkSessions(): void
  close(): void
}

export function createEventStreams(): EventStreams {
  const open = new Set<OpenStream>()
  return {
    answer: (reply, source, reader) => {
      const own = [...open].filter(({ name }) => name === reader.name).length
      if (open.size >= mostStreams || own >= mostOfOne) {
        throw new HikyakuError('console-busy', { detail: 'events', detailJa: 'イベント' })
      }
      const opened = stream(reply, source, reader, () => {
        open.delete(opened)
      })
      open.add(opened)
    },
    checkSessions: () => {
      for (const { beat } of open) beat()
    },
    close: () => {
      for (const { end } of open) end()
    },
  }
}

interface OpenStream {
  /** Of its reader. */
  readonly name: string
  /** Ends it if its reader is signed in no more; else a sign of life. */
  readonly beat: () => void
  readonly end: () => void
}

function stream(
  reply: FastifyReply,
  source: EventSource,
  { name, stillSigned }: Reader,
  ended: () => void,
): OpenStream {
  reply.hijack()
  const { raw } = reply
  const state: { done: boolean; stop?: () => void } = { done: false }
  const end = (): void => {
    if (state.done) return
    state.done = true
    clearInterval(beating)
    state.stop?.()
    ended()
    raw.end()
  }
  const write = (text: string): void => {
    if (state.done) return
    raw.write(text)
    if (raw.writableLength > mostBuffered) end()
  }
  const beat = (): void => {
    void stillSigned()
      .then((signed) => {
        if (signed) write(':\n\n')
        else end()
      })
      .catch(end)
  }
  const beating = setInterval(beat, heartbeatMilliseconds).unref()
  raw.on('close', end)
  raw.on('error', end)
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  })
  write(`retry: ${retryMilliseconds}\n\n`)
  const stop = source((event, data) => {
    write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }, end)
  // The source may have ended at once, before its stop was known.
  if (state.done) stop()
  else state.stop = stop
  return { name, beat, end }
}
