import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordOf } from '../../../../test/support/failing/call-failing.ts'
import { expectFilled } from '../../../../test/support/failing/expect-filled.ts'
import type { FailingCase } from '../../../../test/support/failing/failing-case.ts'
import { failingCases, testNameOf } from '../../../../test/support/failing/failing-cases.ts'
import { makeShared } from '../../../../test/support/failing/made.ts'
import { hasJava } from '../../../../test/support/jsse/jsse-server.ts'
import { causes } from './causes/index.ts'
import { explain } from './explain.ts'
import { diagramOf } from '../diagram/diagram-of.ts'

let made: Awaited<ReturnType<typeof makeShared>>
beforeAll(async () => {
  made = await makeShared()
})
afterAll(() => made.end())

async function check(_name: string, failing: FailingCase): Promise<void> {
  const record = await recordOf(failing, made)
  const explained = explain(record, { partner: 'retailer', ...failing.known?.(made) })
  expect({ cause: explained.cause, error: record.error }).toMatchObject({ cause: failing.cause })
  expectFilled(explained, failing.cause)
  // A partner may have several servers, and a port of its own for tests.
  if (explained.tell?.en.includes('our server')) expect(explained.tell.en).toContain(record.peer)
  if (failing.breaks) {
    const { steps } = diagramOf(record, explained)
    expect(steps.find(({ state }) => state === 'broken')?.title.en).toMatch(failing.breaks)
  }
  if (failing.said) expect(explained.summary.en).toMatch(failing.said)
  if (failing.notSaid)
    expect(explained.remedies.map(({ en }) => en).join('\n')).not.toMatch(failing.notSaid)
}

const named = failingCases.map((one): [string, FailingCase] => [testNameOf(one), one])

test.each(named.filter(([, { needs }]) => needs === undefined))('%s', check)

test.skipIf(!hasJava).each(named.filter(([, { needs }]) => needs === 'java'))(
  '%s (needs java)',
  check,
)

test('what the engine for old versions reports stays in the record when its socket closes', async () => {
  const notice = failingCases.find(
    ({ tlsMin, cause }) => tlsMin === 'SSLv3' && cause === 'algorithm-mismatch',
  )
  const { error } = await recordOf(notice!, made)
  expect(error?.code).toBe('ERR_LEGACY_ALGORITHM_MISMATCH')
})

test('a case names a cause that exists, and no two tests have one name', () => {
  const known = new Set(causes.map(({ cause }) => cause))
  expect(failingCases.filter(({ cause }) => !known.has(cause))).toEqual([])
  expect(new Set(failingCases.map(testNameOf)).size).toBe(failingCases.length)
})
