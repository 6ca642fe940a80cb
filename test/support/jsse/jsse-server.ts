import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** Whether there is a Java to test against; what it is missing is the name of a skipped test. */
export const hasJava = spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0

export interface JsseListen {
  readonly cert: string
  readonly key: string
  readonly kind: 'RSA' | 'DSA'
  readonly protocols: readonly string[]
  /** A second certificate, for suites that want another kind of key. */
  readonly also?: { readonly cert: string; readonly key: string; readonly kind: 'RSA' | 'DSA' }
  /** A port of this machine to which everything goes in the clear. */
  readonly relay?: number
  /** By their standard names; Java's older ones are put in. */
  readonly suites: readonly string[]
  readonly auth?: 'none' | 'want' | 'need'
  /** Whom a client certificate must come from. */
  readonly ca: string
}

export interface JsseListening {
  readonly port: number
  /** The next line that Java says of a connection to this port. */
  next(): Promise<string>
}

export interface JsseCall {
  /** PEM: whom the server's certificate must come from. */
  readonly ca: string
  /** PEM: its own certificate and RSA key. */
  readonly own?: { readonly pem: string; readonly keyPem: string }
  /** By Java's names; absent: its own choice. */
  readonly protocols?: readonly string[]
}

export interface JsseServer {
  listen(order: JsseListen): Promise<JsseListening>
  /** One call to a port of this machine, until it ends. */
  call(port: number, order: JsseCall): Promise<void>
  close(): Promise<void>
}

// A busy machine takes its time to compile the server.
const waitMilliseconds = 45_000

/** Java's name of a suite: those from before TLS begin with SSL. */
function jsseSuite(name: string): string {
  return name.includes('_AES_') ? name : name.replace(/^TLS_/, 'SSL_')
}

/** Starts one Java, with everything it has switched off switched on again. */
export async function startJsse(properties: readonly string[] = []): Promise<JsseServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-jsse-'))
  const here = import.meta.dirname
  const child = spawn(
    'java',
    [
      `-Djava.security.properties=${join(here, 'legacy.properties')}`,
      '-Xmx256m',
      ...properties.map((property) => `-D${property}`),
      join(here, 'Server.java'),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines = lineReader(child)
  await lines.next('ready')
  let orders = 0
  const files = (id: string) => (name: string, content: string) => {
    const path = join(folder, `${id}-${name}.pem`)
    writeFileSync(path, content)
    return path
  }
  return {
    listen: async (order) => {
      const id = `l${(orders += 1)}`
      const file = files(id)
      const words = [
        `cert=${file('cert', order.cert)} key=${file('key', order.key)} ca=${file('ca', order.ca)}`,
        `kind=${order.kind} auth=${order.auth ?? 'none'}`,
        `protocols=${order.protocols.join(',')} suites=${order.suites.map(jsseSuite).join(',')}`,
      ]
      const { also, relay } = order
      if (also !== undefined) {
        words.push(`also-cert=${file('also-cert', also.cert)} also-kind=${also.kind}`)
        words.push(`also-key=${file('also-key', also.key)}`)
      }
      if (relay !== undefined) words.push(`relay=${relay}`)
      child.stdin.write(`listen ${id} ${words.join(' ')}\n`)
      const [word, , port] = (await lines.next(id)).split(' ')
      if (word !== 'listening') throw new Error(`Java does not listen: ${word ?? ''}`)
      return { port: Number(port), next: () => lines.next(id) }
    },
    call: async (port, { ca, own, protocols }) => {
      const id = `c${(orders += 1)}`
      const file = files(id)
      const words = [`port=${port} ca=${file('ca', ca)}`]
      if (own !== undefined) {
        words.push(`kind=RSA cert=${file('cert', own.pem)} key=${file('key', own.keyPem)}`)
      }
      if (protocols !== undefined) words.push(`protocols=${protocols.join(',')}`)
      child.stdin.write(`call ${id} ${words.join(' ')}\n`)
      await lines.next(id)
    },
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Lines by their topic: the word `ready`, or the id of a listener or a call. */
function lineReader(child: ChildProcessByStdio<Writable, Readable, null>): {
  next(topic: string): Promise<string>
} {
  const said = new Map<string, string[]>()
  const waiting = new Map<string, ((line: string) => void)[]>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [first = '', second = ''] = line.split(' ')
    const topic = first === 'ready' ? first : second
    const next = waiting.get(topic)?.shift()
    if (next === undefined) said.set(topic, [...(said.get(topic) ?? []), line])
    else next(line)
  })
  return {
    next: (topic) => {
      const line = said.get(topic)?.shift()
      if (line !== undefined) return Promise.resolve(line)
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`Java says nothing of ${topic}`))
        }, waitMilliseconds)
        const list = waiting.get(topic) ?? []
        waiting.set(topic, list)
        list.push((next) => {
          clearTimeout(timer)
          resolve(next)
        })
      })
    },
  }
}
