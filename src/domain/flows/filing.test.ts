import { describe, expect, test } from 'vitest'

import { flowOf, nearlyFlowOf, sameKind } from './filing.ts'
import type { FlowKind } from './flow.ts'

const kind = (documentType: string): FlowKind => ({ formatType: 'SecondGenEDI', documentType })
const flow = (id: string, of: FlowKind, partner = 'yamada') => ({
  id,
  partner,
  direction: 'receive' as const,
  kind: of,
})
const flows = [flow('any', 'any'), flow('order', kind('Order')), flow('other', 'any', 'kawakami')]
const document = (documentType: string, partner = 'yamada') => ({
  partner,
  direction: 'receive' as const,
  formatType: 'SecondGenEDI',
  documentType,
})

describe('a document finds its flow', () => {
  test.each([
    ['Order', 'yamada', 'order'],
    [' Order ', 'yamada', 'order'],
    ['order', 'yamada', 'any'],
    ['Invoice', 'yamada', 'any'],
    ['Order', 'kawakami', 'other'],
    ['Order', 'nobody', undefined],
  ])('%s of %s', (documentType, partner, expected) => {
    expect(flowOf(flows, document(documentType, partner))?.id).toBe(expected)
  })

  test('never one of the other direction', () => {
    expect(flowOf(flows, { ...document('Order'), direction: 'send' })).toBeUndefined()
  })

  test('a near miss is named', () => {
    expect(nearlyFlowOf(flows, document('ｏｒｄｅｒ'))?.id).toBe('order')
    expect(nearlyFlowOf(flows, document('Receiving'))).toBeUndefined()
  })

  test('kinds are the same by both of their words', () => {
    expect(sameKind(kind('Order'), kind('Order '))).toBe(true)
    expect(sameKind(kind('Order'), kind('order'))).toBe(false)
    expect(sameKind('any', kind('Order'))).toBe(false)
    expect(sameKind('any', 'any')).toBe(true)
  })
})
