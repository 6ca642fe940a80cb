import { describe, expect, test } from 'vitest'
import { bareServerPartner } from '../../../test/contract/samples.ts'
import { clientForm, secretNames, secretUsers, serverForm, type Partner } from './partner.ts'
import { checkSecrets, secretsAfter, secretsOf } from './secrets.ts'

const alone: Partner = bareServerPartner

test('each user is a setting, and no secret is one', () => {
  const settings = { ...serverForm.shape, ...clientForm.shape }
  for (const name of secretNames) {
    expect(settings).toHaveProperty(secretUsers[name])
    expect(settings).not.toHaveProperty(name)
  }
})

describe.each(secretNames)('%s', (name) => {
  const withUser: Partner = { ...alone, [secretUsers[name]]: 'somebody' }

  test('stays as long as its user does', () => {
    expect(secretsOf(withUser)).toEqual([name])
    expect(secretsAfter(withUser, { [name]: 'old' })).toEqual({ [name]: 'old' })
    expect(secretsAfter(withUser, { [name]: 'old' }, { [name]: 'new' })).toEqual({ [name]: 'new' })
    expect(secretsAfter(withUser, { [name]: 'old' }, { [name]: null })).toEqual({})
    expect(secretsAfter(withUser, {})).toEqual({})
  })

  test('goes with its user, and does not come back with the next one', () => {
    expect(secretsOf(alone)).toEqual([])
    const after = secretsAfter(alone, { [name]: 'old' })
    expect(after).toEqual({})
    expect(secretsAfter(withUser, after)).toEqual({})
  })

  test('is missed with a user, and refused without one', () => {
    const named = (setting: string): Error =>
      expect.objectContaining({
        fault: 'setting-invalid',
        params: expect.objectContaining({ setting }) as object,
      }) as Error
    expect(() => {
      checkSecrets(withUser, {})
    }).toThrow(named(name))
    expect(() => {
      checkSecrets(alone, { [name]: 'x' })
    }).toThrow(named(secretUsers[name]))
    checkSecrets(withUser, { [name]: 'x' })
    checkSecrets(alone, {})
  })
})
