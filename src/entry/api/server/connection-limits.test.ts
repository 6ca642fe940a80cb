import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { apiRoot } from '../contract.ts'

let served: ServedConsole
let cookies: string[]
const strangers: Socket[] = []
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

beforeEach(async () => {
  served = await servedConsole({ connections: { strangers: 10, connections: 60 } })
  cookies = []
  for (const name of ['viewer', 'boss']) {
    await served.addUser(name, name === 'boss' ? 'admin' : 'viewer')
    cookies.push(await served.signIn(name))
  }
})

afterEach(async () => {
  for (const socket of strangers.splice(0)) socket.destroy()
  agent.destroy()
  await served.end()
})

/** The status of an answer, over the one connection of the agent. */
function statusOf(path: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(served.url())
    const asked = request(
      { port, host: '127.0.0.1', path, headers: { cookie }, agent },
      (answer) => {
        answer.resume().once('end', () => {
          resolve(answer.statusCode ?? 0)
        })
      },
    )
    asked.on('error', reject).end()
  })
}

test('idle strangers push out each other, never who is signed in', async () => {
  const [cookie = ''] = cookies
  expect(await statusOf(`${apiRoot}/partners`, cookie)).toBe(200)
  const { port } = new URL(served.url())
  for (let count = 0; count < 80; count += 1) {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => undefined)
    strangers.push(socket)
    await once(socket, 'connect')
  }
  await expect.poll(() => strangers.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(10)
  // Still the same connection: the agent has one, and would fail if that were gone.
  expect(await statusOf(`${apiRoot}/partners`, cookie)).toBe(200)
})

test('one user cannot have all streams of events', async () => {
  const [viewer = '', boss = ''] = cookies
  const ends: AbortController[] = []
  const follow = async (cookie: string): Promise<number> => {
    const end = new AbortController()
    ends.push(end)
    return (await served.ask('/events', { headers: { cookie }, signal: end.signal })).status
  }
  const statuses: number[] = []
  for (let count = 0; count < 25; count += 1) statuses.push(await follow(viewer))
  expect(statuses.filter((status) => status === 200)).toHaveLength(20)
  expect(statuses.at(-1)).toBe(503)
  expect(await follow(boss)).toBe(200)
  for (const end of ends) end.abort()
})
