import { describe, expect, test } from 'vitest'
import { newPartner } from '../../../domain/partners/index.ts'
import { changedPartner } from './changes.ts'

const fresh = newPartner('jx-client', 'maker', { ownId: '1', partnerId: '2' })
const typed = { ...fresh, from: 'own.example', to: 'maker.example' }

describe('a changed id', () => {
  test('takes along what was derived from it, as in the console', () => {
    expect(changedPartner(fresh, { ownId: '9' }, undefined)).toEqual({
      ...fresh,
      ownId: '9',
      from: '9',
    })
    expect(changedPartner(fresh, { partnerId: '9' }, undefined)).toEqual({
      ...fresh,
      partnerId: '9',
      to: '9',
    })
  })

  test('leaves what was typed', () => {
    const ids = { ownId: '8', partnerId: '9' }
    expect(changedPartner(typed, ids, undefined)).toEqual({ ...typed, ...ids })
  })

  test('leaves what is given with it, the old id too', () => {
    const options = { ownId: '9', from: '1', partnerId: '8', to: 'maker.example' }
    expect(changedPartner(fresh, options, undefined)).toEqual({ ...fresh, ...options })
  })
})

test('a change of other settings moves no header field', () => {
  expect(changedPartner(fresh, { formatType: 'EDI' }, undefined)).toEqual({
    ...fresh,
    formatType: 'EDI',
  })
})
