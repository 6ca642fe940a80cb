import type { TLSSocket } from 'node:tls'
import { connectTls } from '../tls/peer-chain.ts'

const probeMilliseconds = 1500

/**
 * Whether somebody who hung up on plain HTTP speaks TLS there. Nothing is sent in it and
 * nothing believed, so no certificate is judged.
 */
export function speaksTls({ host, port }: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (speaks: boolean) => (): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(speaks)
    }
    const socket: TLSSocket = connectTls({ host, port, rejectUnauthorized: false })
    const timer = setTimeout(end(false), probeMilliseconds)
    socket.once('secureConnect', end(true))
    // An alert is a word of TLS too.
    socket.once('error', ({ code = '' }: NodeJS.ErrnoException) => {
      end(/_ALERT_/.test(code))()
    })
    socket.once('close', end(false))
    socket.on('error', () => undefined)
  })
}
