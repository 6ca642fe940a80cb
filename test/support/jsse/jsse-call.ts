import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface JsseCall {
  /** PEM: whom the server's certificate must come from. */
  readonly ca: string
  /** PEM: its own certificate and key. */
  readonly cert?: string
  readonly key?: string
  /** By Java's names; absent: its own choice. */
  readonly protocols?: readonly string[]
}

// A busy machine takes its time to compile the caller.
const longestMilliseconds = 45_000

/** One call by a real Java, until it ends. */
export async function jsseCall(port: number, order: JsseCall): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-jsse-call-'))
  const words = [`port=${port}`]
  for (const name of ['ca', 'cert', 'key'] as const) {
    const content = order[name]
    if (content === undefined) continue
    const path = join(folder, `${name}.pem`)
    writeFileSync(path, content, { mode: 0o600 })
    words.push(`${name}=${path}`)
  }
  if (order.protocols !== undefined) words.push(`protocols=${order.protocols.join(',')}`)
  const here = import.meta.dirname
  const properties = `-Djava.security.properties=${join(here, 'legacy.properties')}`
  const child = spawn('java', [properties, '-Xmx256m', join(here, 'Caller.java'), ...words], {
    stdio: 'ignore',
  })
  const late = setTimeout(() => child.kill('SIGKILL'), longestMilliseconds)
  await once(child, 'exit')
  clearTimeout(late)
  rmSync(folder, { recursive: true, force: true })
}
