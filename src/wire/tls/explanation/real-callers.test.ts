import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallingCase } from '../../../../test/support/failing/calling-case.ts'
import { expectFilled } from '../../../../test/support/failing/expect-filled.ts'
import { failingCallers, testNameOfCaller } from '../../../../test/support/failing/failing-cases.ts'
import { makeShared } from '../../../../test/support/failing/made.ts'
import { hasJava } from '../../../../test/support/jsse/jsse-server.ts'
import { refusedCaller } from '../../../../test/support/failing/refuse-caller.ts'
import { explain } from './explain.ts'

let made: Awaited<ReturnType<typeof makeShared>>
beforeAll(async () => {
  made = await makeShared()
})

afterAll(() => made.end())

const named = failingCallers.map((one): [string, CallingCase] => [testNameOfCaller(one), one])

async function check(_name: string, calling: CallingCase): Promise<void> {
  const { record, call } = await refusedCaller(calling, made)
  const { cause } = calling
  expect({ cause: call.cause, error: record.error }).toMatchObject({ cause })
  expectFilled(explain(record, { partner: 'supplier' }), cause)
}

test.each(named.filter(([, { needs }]) => needs === undefined))('%s', check)

test.skipIf(!hasJava).each(named.filter(([, { needs }]) => needs === 'java'))(
  '%s (needs java)',
  check,
)
