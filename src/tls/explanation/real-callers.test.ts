import { beforeAll, expect, test } from 'vitest'
import type { CallingCase } from '../../../test/support/failing/calling-case.ts'
import { expectFilled } from '../../../test/support/failing/expect-filled.ts'
import type { Made } from '../../../test/support/failing/failing-case.ts'
import { casesByCallers, testNameOfCaller } from '../../../test/support/failing/failing-cases.ts'
import { refusedCaller } from '../../../test/support/failing/refuse-caller.ts'
import { testRoot } from '../../../test/support/legacy/authority.ts'
import { explain } from './explain.ts'

let made: Made

beforeAll(async () => {
  const root = await testRoot({ name: 'Practice root CA' })
  const otherRoot = await testRoot({ name: 'Another root CA' })
  const jsse = (): Promise<never> => Promise.reject(new Error('no Java for callers'))
  made = { root, otherRoot, leaf: await root.issue(), jsse }
})

const named = casesByCallers.map((one): [string, CallingCase] => [testNameOfCaller(one), one])

test.each(named)('%s', async (_name, calling) => {
  const { record, call } = await refusedCaller(calling, made)
  const { cause } = calling
  expect({ cause: call.cause, error: record.error }).toMatchObject({ cause })
  expectFilled(explain(record, { partner: 'supplier' }), cause)
})
