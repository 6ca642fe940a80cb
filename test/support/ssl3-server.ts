import type { TestCertificate } from './legacy/authority.ts'
import { certificateMessage, helloDone, serverHello } from './failing/first-flight.ts'
import { rawServer, type RawServer } from './raw-server.ts'

export const old = { rc4: 0x0005, tripleDes: 0x000a, aes128: 0x002f } as const

/**
 * Up to Server Hello Done, the server of the notice: whatever it is offered, it answers in SSL
 * 3.0 and picks by its own list. Where nothing of that was offered it closes without an
 * alert, as Java's TLS does.
 */
export function ssl3Server(
  certificate: TestCertificate,
  list: readonly number[],
): Promise<RawServer> {
  return rawServer(({ socket }) => {
    socket.once('data', (hello: Buffer) => {
      const offered = suitesIn(hello)
      const suite = list.find((one) => offered.includes(one))
      if (suite === undefined) socket.end()
      else {
        const flight = [serverHello({ version: 0x0300, suite }), certificateMessage(certificate)]
        socket.write(Buffer.concat([...flight, helloDone].map(inSsl3)))
      }
    })
  })
}

function suitesIn(hello: Buffer): number[] {
  const at = 44 + (hello[43] ?? 0)
  const bytes = hello.subarray(at + 2, at + 2 + hello.readUInt16BE(at))
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2))
}

function inSsl3(record: Buffer): Buffer {
  const copy = Buffer.from(record)
  copy.writeUInt16BE(0x0300, 1)
  return copy
}
