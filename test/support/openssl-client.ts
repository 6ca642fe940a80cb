import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface OpensslCall {
  /** PEM: whom the server's certificate must come from. */
  readonly ca?: string
  /** PEM: its own certificate and key. */
  readonly cert?: string
  readonly key?: string
  /** What it says once the handshake is done; without it, nothing. */
  readonly input?: string
  readonly options?: readonly string[]
}

const longestMilliseconds = 45_000

/** One call of a real `openssl s_client`, until it ends. */
export async function opensslCall(port: number, order: OpensslCall): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-caller-'))
  const file = (name: string, content: string | undefined): string[] => {
    if (content === undefined) return []
    const path = join(folder, `${name}.pem`)
    writeFileSync(path, content, { mode: 0o600 })
    return [`-${name}`, path]
  }
  const child = spawn(
    'openssl',
    [
      ...['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'localhost', '-ign_eof'],
      ...file('CAfile', order.ca),
      ...file('cert', order.cert),
      ...file('key', order.key),
      ...(order.options ?? []),
    ],
    { stdio: ['pipe', 'ignore', 'ignore'] },
  )
  child.stdin.on('error', () => undefined)
  if (order.input === undefined) child.stdin.end()
  else child.stdin.write(order.input)
  const late = setTimeout(() => child.kill('SIGKILL'), longestMilliseconds)
  await once(child, 'exit')
  clearTimeout(late)
  rmSync(folder, { recursive: true, force: true })
}
