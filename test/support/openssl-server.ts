import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface OpensslOrder {
  /** PEM: certificate and key, and what is sent after the certificate. */
  readonly cert: string
  readonly key: string
  readonly chain?: string
  /** Whom a client certificate must come from; with `-verify` or `-Verify` in the options. */
  readonly clientCa?: string
  /** Client certificates that were revoked; with `-crl_check` in the options. */
  readonly revoked?: string
  /** PEM: Diffie-Hellman parameters; it takes none below 1024 bits. */
  readonly dhparam?: string
  readonly options?: readonly string[]
}

export interface OpensslServer {
  readonly port: number
  close(): Promise<void>
}

const waitMilliseconds = 45_000

/** A real `openssl s_server` on a free port of the loopback; answers HTTP GETs with a page. */
export async function opensslServer(order: OpensslOrder): Promise<OpensslServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-openssl-'))
  const file = (name: string, content: string | undefined): string[] => {
    if (content === undefined) return []
    const path = join(folder, `${name}.pem`)
    writeFileSync(path, content, { mode: 0o600 })
    return [`-${name}`, path]
  }
  const child = spawn(
    'openssl',
    [
      ...['s_server', '-accept', '127.0.0.1:0', '-www'],
      ...file('cert', order.cert),
      ...file('key', order.key),
      ...file('cert_chain', order.chain),
      ...file('CAfile', order.clientCa),
      ...file('CRL', order.revoked),
      ...file('dhparam', order.dhparam),
      ...(order.options ?? []),
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const gone = once(child, 'exit')
  const close = async (): Promise<void> => {
    child.kill('SIGKILL')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  const port = await new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error('openssl does not listen'))
    }, waitMilliseconds)
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      const found = /^ACCEPT .*:(\d+)$/.exec(line)
      if (found === null) return
      clearTimeout(late)
      resolve(Number(found[1]))
    })
    lines.once('close', () => {
      clearTimeout(late)
      reject(new Error('openssl ended'))
    })
  }).catch(async (error: unknown) => {
    await close()
    throw error
  })
  return { port, close }
}
