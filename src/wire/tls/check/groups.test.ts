import { expect, test } from 'vitest'

import { groupName } from '../wire/algorithm-names.ts'
import { surveyGroups } from './groups.ts'
import type { VersionAnswer } from './survey.ts'
import type { HelloAnswer, TlsCheck } from './tls-check.ts'

/** A server that asks for a key of each group in turn, until it has no more. */
function serverWith(count: number): TlsCheck {
  const answer = ({ groups = [] }: { groups?: readonly number[] }, asked: number): HelloAnswer => {
    const [first] = groups
    const refused = asked >= count || first === undefined
    return {
      ended: 'answered',
      facts: [
        refused
          ? { kind: 'alert', name: 'handshake_failure' }
          : { kind: 'hello-retry-request', group: groupName(first) },
      ] as unknown as HelloAnswer['facts'],
    }
  }
  let asked = 0
  return {
    order: { host: 'localhost' },
    ask: (_question: unknown, hello: { groups?: readonly number[] }) =>
      Promise.resolve(answer(hello, asked++)),
  } as unknown as TlsCheck
}

const newest = { version: 'TLSv1.3', hello: {}, suites: [] } as unknown as VersionAnswer

test('a server of many groups: as many as are asked for are named, and that there may be more', async () => {
  const seen = await surveyGroups(serverWith(15), newest)
  expect(seen?.groups).toHaveLength(12)
  expect(new Set(seen?.groups).size).toBe(12)
  expect(seen?.complete).toBe(false)
})

test('of one that refuses the rest all are known', async () => {
  const seen = await surveyGroups(serverWith(3), newest)
  expect(seen).toMatchObject({ complete: true })
  expect(seen?.groups).toHaveLength(3)
})
