import type { Connection } from '../../../wire/http/index.ts'
import type { Wire } from './server-order.ts'

/** With so many requests ahead of their answers, nothing more of a connection is read. */
const mostWaiting = 16

/** One read brings fewer requests of JX than this; of tiny ones that are none it brings thousands. */
const mostTaken = 512

type Socket = Wire['request']['socket']

interface Line {
  running: boolean
  readonly waiting: (() => Promise<void>)[]
}

/**
 * Requests of one connection are served one after another, as they came. A caller may send
 * the next before it has the answer to the one before (RFC 9112 §9.3.2); the runtime puts the
 * answers in order, but a small document would be kept before a large one that came first.
 */
export class Turns {
  readonly #lines = new WeakMap<Connection, Line>()

  /** @param work never rejects */
  take({ request: { socket }, connection }: Wire, work: () => Promise<void>): void {
    const line = this.#lineOf(connection, socket)
    if (line.waiting.length === mostTaken) {
      socket.destroy()
      return
    }
    line.waiting.push(work)
    // Not at once: at the end of each message the runtime reads on.
    if (line.waiting.length === mostWaiting + 1) process.nextTick(stopIfLong, line, socket)
    if (!line.running) void serve(line, socket)
  }

  #lineOf(connection: Connection, socket: Socket): Line {
    const known = this.#lines.get(connection)
    if (known !== undefined) return known
    const line: Line = { running: false, waiting: [] }
    this.#lines.set(connection, line)
    // The runtime reads on, too, whenever a body is asked for.
    socket.on('resume', () => {
      stopIfLong(line, socket)
    })
    return line
  }
}

/** All that wait but the last have come whole: nobody waits for what is not read now. */
function stopIfLong(line: Line, socket: Socket): void {
  if (line.waiting.length > mostWaiting) socket.pause()
}

/** Whoever is gone, or whose connection ends with the answer before, gets no further. */
async function serve(line: Line, socket: Socket): Promise<void> {
  line.running = true
  for (let work = line.waiting.shift(); work !== undefined; work = line.waiting.shift()) {
    if (socket.destroyed || socket.writableEnded) continue
    await work()
    if (line.waiting.length <= mostWaiting && socket.isPaused()) socket.resume()
  }
  line.running = false
}
