import { spawn, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'

import type { TwoHomes } from '../support/two-stations.ts'
import type { Order, Told } from './attacked-station.ts'

/** The station in its own process, and what it said. */
export class Attacked {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (ended: string) => void>()
  readonly defects: string[] = []
  #errors = ''
  #exit: string | undefined
  #orders = 0
  readonly #ready = Promise.withResolvers<undefined>()
  jxPort = 0
  consolePort = 0

  static async start({ root, retailerHome, serverCertificate }: TwoHomes): Promise<Attacked> {
    const file = join(root, 'server.pem')
    writeFileSync(file, serverCertificate.chainPem + serverCertificate.keyPem)
    const program = join(import.meta.dirname, 'attacked-station.ts')
    const child = spawn(process.execPath, [program, retailerHome, file], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    const attacked = new Attacked(child)
    await attacked.#ready.promise
    return attacked
  }

  private constructor(child: ChildProcess) {
    this.#child = child
    child.stderr?.on('data', (text: Buffer) => {
      this.#errors += text.toString()
    })
    child.once('exit', (code, signal) => {
      this.#exit = `${code ?? ''}${signal ?? ''}`
      for (const settle of this.#waiting.values()) settle('the process ended')
      this.#ready.resolve(undefined)
    })
    child.on('message', (message) => {
      const told = message as Told
      if ('defect' in told) this.defects.push(told.defect)
      else if ('id' in told) this.#waiting.get(told.id)?.(told.ended)
      else {
        Object.assign(this, told)
        this.#ready.resolve(undefined)
      }
    })
  }

  /** Lets it do something, and resolves with how that ended. */
  order(order: Omit<Order, 'id'>): Promise<string> {
    this.#orders += 1
    const id = this.#orders
    return new Promise((resolve) => {
      this.#waiting.set(id, (ended) => {
        this.#waiting.delete(id)
        resolve(ended)
      })
      if (this.#exit === undefined) this.#child.send({ ...order, id })
      else resolve('the process ended')
    })
  }

  /** Why the process is no more. */
  get death(): string | undefined {
    return this.#exit === undefined ? undefined : `${this.#exit} ${this.#errors}`
  }

  async end(): Promise<void> {
    if (this.#exit !== undefined) return
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.disconnect()
    await gone
  }
}

/** The status of an answer of the console; 0: none came. */
export function statusOf(port: number, path: string, body?: string): Promise<number> {
  return new Promise((resolve) => {
    const method = body === undefined ? 'GET' : 'POST'
    const headers = { 'content-type': 'application/json', 'x-hikyaku-console': '1' }
    const order = { port, host: '127.0.0.1', path, method, agent: false, headers }
    const asked = httpRequest(order, (answer) => {
      answer.on('error', () => undefined).resume()
      answer.once('close', () => {
        resolve(answer.statusCode ?? 0)
      })
    })
    asked.setTimeout(3000, () => asked.destroy())
    asked.on('error', () => {
      resolve(0)
    })
    asked.end(body)
  })
}
