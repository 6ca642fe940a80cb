import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestCertificate } from '../legacy/authority.ts'
import type { FailingServer } from './failing-case.ts'

/**
 * OpenSSL in TLS 1.2, which asks for a certificate by renegotiation when it has seen a
 * request, as Apache and IIS do for a path.
 *
 * @param answer what it says to a caller with a certificate; to one without it leaves
 */
export async function renegotiating(
  leaf: TestCertificate,
  answer?: Uint8Array,
): Promise<FailingServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-renegotiate-'))
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  writeFileSync(cert, leaf.pem)
  writeFileSync(key, leaf.keyPem, { mode: 0o600 })
  // A session that is resumed has no place for a certificate.
  const options = ['-tls1_2', '-no_ticket', '-no_cache', '-msg']
  const words = ['-accept', '127.0.0.1:0', ...options, '-cert', cert, '-key', key]
  const child = spawn('openssl', ['s_server', ...words], { stdio: ['pipe', 'pipe', 'ignore'] })
  const gone = once(child, 'exit')
  const close = async (): Promise<void> => {
    child.kill('SIGKILL')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  const lines = createInterface({ input: child.stdout })
  const port = await new Promise<number>((resolve, reject) => {
    lines.once('close', () => {
      reject(new Error('openssl ended'))
    })
    let isAsked = false
    let isSigned = false
    lines.on('line', (line) => {
      const found = /^ACCEPT .*:(\d+)$/.exec(line)?.[1]
      if (found !== undefined) resolve(Number(found))
      if (line.startsWith('POST ')) {
        isAsked = true
        child.stdin.write('R\n')
      }
      const [, way, message] = /^(<<<|>>>) .*Handshake.*, (\w+)$/.exec(line) ?? []
      if (way === '<<<' && message === 'CertificateVerify') isSigned = true
      if (way !== '>>>' || message !== 'Finished' || !isAsked) return
      if (isSigned && answer !== undefined) child.stdin.write(answer)
      else child.kill('SIGKILL')
    })
  })
  return { port, close }
}
