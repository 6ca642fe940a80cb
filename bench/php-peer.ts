import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { wsdl } from '../src/wire/jx/index.ts'
import { cpuOf } from './servers.ts'

/** PHP's SoapServer as a JX server without TLS, in one process. */
interface PhpPeer {
  readonly port: number
  cpuMilliseconds(): number
  stop(): void
}

/** @returns nothing where there is no php, or none that can do SOAP */
export async function startPhpPeer(folder: string): Promise<PhpPeer | undefined> {
  const modules = spawnSync('php', ['-m'], { encoding: 'utf8' })
  if (modules.error !== undefined || !/^soap$/m.test(modules.stdout)) return undefined
  const kept = join(folder, 'php')
  mkdirSync(kept)
  const port = await freePort()
  const wsdlFile = join(folder, 'jx.wsdl')
  writeFileSync(wsdlFile, wsdl('2007', `http://127.0.0.1:${port}/jx`))
  const child = spawn(
    'php',
    ['-d', 'opcache.enable_cli=1', '-S', `127.0.0.1:${port}`, 'php-peer.php'],
    {
      cwd: import.meta.dirname,
      env: { ...process.env, BENCH_FOLDER: kept, BENCH_WSDL: wsdlFile },
      stdio: 'ignore',
    },
  )
  await answering(port)
  return {
    port,
    cpuMilliseconds: () => cpuOf(child),
    stop: () => {
      child.kill()
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => {
        resolve(port)
      })
    })
  })
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/jx`).catch(() => undefined)
    if (answer !== undefined) {
      await answer.arrayBuffer()
      return
    }
    await setTimeout(50)
  }
  throw new Error('php does not answer')
}

/** Puts ready bodies one after another; gives microseconds of processor time a document. */
export async function phpPutCost(peer: PhpPeer, bodies: readonly Buffer[]): Promise<number> {
  const before = peer.cpuMilliseconds()
  for (const body of bodies) {
    const answer = await fetch(`http://127.0.0.1:${peer.port}/jx`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      body: new Uint8Array(body),
    })
    const text = await answer.text()
    if (!text.includes('true')) throw new Error(text)
  }
  return ((peer.cpuMilliseconds() - before) * 1000) / bodies.length
}
