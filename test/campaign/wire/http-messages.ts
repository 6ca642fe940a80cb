import type { Socket } from 'node:net'

/** HTTP messages of one side of a connection, each with its body by Content-Length. */
export interface Messages {
  /** The next one, as its bytes came; nothing when the connection is over. */
  next(): Promise<Buffer | undefined>
}

/** Reads them from a socket. */
export function messagesOf(socket: Socket): Messages {
  let held: Buffer = Buffer.alloc(0)
  let over = false
  let wake = (): void => undefined
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    wake()
  })
  for (const event of ['end', 'close', 'error']) {
    socket.on(event, () => {
      over = true
      wake()
    })
  }
  return {
    next: async () => {
      for (;;) {
        const bytes = wholeIn(held)
        if (bytes !== undefined) {
          const message = held.subarray(0, bytes)
          held = held.subarray(bytes)
          return message
        }
        if (over) return undefined
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}

function wholeIn(bytes: Buffer): number | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const whole = end + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
  return bytes.byteLength < whole ? undefined : whole
}
