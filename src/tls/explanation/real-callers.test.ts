import { beforeAll, expect, test } from 'vitest'
import type { CallingCase } from '../../../test/support/failing/calling-case.ts'
import { expectFilled } from '../../../test/support/failing/expect-filled.ts'
import { casesByCallers, testNameOfCaller } from '../../../test/support/failing/failing-cases.ts'
import { makeShared } from '../../../test/support/failing/made.ts'
import { refusedCaller } from '../../../test/support/failing/refuse-caller.ts'
import { explain } from './explain.ts'

let made: Awaited<ReturnType<typeof makeShared>>
beforeAll(async () => {
  made = await makeShared()
})

const named = casesByCallers.map((one): [string, CallingCase] => [testNameOfCaller(one), one])

test.each(named)('%s', async (_name, calling) => {
  const { record, call } = await refusedCaller(calling, made)
  const { cause } = calling
  expect({ cause: call.cause, error: record.error }).toMatchObject({ cause })
  expectFilled(explain(record, { partner: 'supplier' }), cause)
})
