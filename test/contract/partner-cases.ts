import { expect, test } from 'vitest'
import type { Partner } from '../../src/domain/partners/index.ts'
import type { BenchOf } from './bench.ts'
import {
  bareClientPartner,
  bareServerPartner,
  oddTexts,
  wholeClientPartner,
  wholeServerPartner,
} from './samples.ts'

const password = 'Passwort-秘密-0123456789'
const proxyPassword = 'proxy-秘密-9876543210'

export function testPartners(bench: BenchOf): void {
  testBook(bench)
  testLogins(bench)
  testReplacing(bench)
  testSecrets(bench)
}

function testBook(bench: BenchOf): void {
  const all: readonly Partner[] = [
    wholeServerPartner,
    bareServerPartner,
    wholeClientPartner,
    bareClientPartner,
  ]

  test('gives every setting of both kinds back, and none that was not set', async () => {
    const { partners } = bench().ledger
    for (const partner of all) {
      await partners.add(partner, {})
      expect(await partners.find(partner.name)).toStrictEqual(partner)
    }
    const listed = await partners.list()
    expect(listed).toHaveLength(all.length)
    for (const partner of all) expect(listed).toContainEqual(partner)
    expect((await partners.list()).map(({ name }) => name)).toEqual(listed.map(({ name }) => name))
  })

  test.each(oddTexts.filter((text) => text.length <= 100))(
    'finds a partner by the name %j, and no other',
    async (name) => {
      const { partners } = bench().ledger
      await partners.add({ ...bareServerPartner, name }, { password })
      expect(await partners.find(name)).toStrictEqual({ ...bareServerPartner, name })
      expect(await partners.find(`${name}x`)).toBeUndefined()
      expect(await partners.secrets(name)).toEqual({ password })
    },
  )

  test('stands for secrets by marks that tell nothing, of each partner its own', async () => {
    const { partners } = bench().ledger
    await partners.add(bareServerPartner, { password })
    await partners.add({ ...bareServerPartner, name: 'other' }, { password })
    const first = await partners.secretMarks(bareServerPartner.name)
    expect(Object.keys(first)).toEqual(['password'])
    expect(JSON.stringify(first)).not.toContain(password)
    expect(first).not.toEqual(await partners.secretMarks('other'))
    await partners.replace(bareServerPartner, { password })
    expect(await partners.secretMarks(bareServerPartner.name)).toEqual(first)
    await partners.replace(bareServerPartner, { password: `${password}2` })
    expect(await partners.secretMarks(bareServerPartner.name)).not.toEqual(first)
  })

  test('refuses a second partner of a name, and leaves the first', async () => {
    const { partners } = bench().ledger
    await partners.add(bareServerPartner, { password })
    const second = { ...wholeServerPartner, name: bareServerPartner.name }
    await expect(partners.add(second, { password: 'other' })).rejects.toMatchObject({
      fault: 'partner-exists',
      params: { partner: 'retailer' },
    })
    expect(await partners.list()).toStrictEqual([bareServerPartner])
    expect(await partners.secrets('retailer')).toEqual({ password })
  })

  test('refuses settings that it could not read again', async () => {
    const { partners } = bench().ledger
    const unreadable = { ...bareServerPartner, timeoutSeconds: 0 }
    await expect(partners.add(unreadable, {})).rejects.toMatchObject({
      fault: 'setting-invalid',
      params: { setting: 'timeoutSeconds' },
    })
    expect(await partners.list()).toEqual([])
    await partners.add(bareServerPartner, {})
    await expect(partners.replace(unreadable)).rejects.toMatchObject({ fault: 'setting-invalid' })
    expect(await partners.list()).toStrictEqual([bareServerPartner])
  })

  test('forgets a removed partner with its secrets', async () => {
    const { partners } = bench().ledger
    await partners.add(bareServerPartner, { password, proxyPassword })
    await partners.add(wholeClientPartner, { password: 'another' })
    await partners.remove(bareServerPartner.name)
    await partners.remove('nobody')
    expect(await partners.find(bareServerPartner.name)).toBeUndefined()
    expect(await partners.list()).toStrictEqual([wholeClientPartner])
    await partners.add(bareServerPartner, {})
    expect(await partners.secrets(bareServerPartner.name)).toEqual({})
    expect(await partners.secrets(wholeClientPartner.name)).toEqual({ password: 'another' })
  })
}

function testLogins(bench: BenchOf): void {
  test('finds a partner that calls us by its user, in every letter', async () => {
    const { partners } = bench().ledger
    await partners.add(wholeClientPartner, {})
    await partners.add(bareClientPartner, {})
    expect(await partners.findByUser('ユーザー@supplier')).toStrictEqual(wholeClientPartner)
    expect(await partners.findByUser('ユーザー@SUPPLIER')).toBeUndefined()
    expect(await partners.findByUser('')).toBeUndefined()
  })

  test('takes the user with which we log in for no login with us', async () => {
    const { partners } = bench().ledger
    await partners.add(wholeServerPartner, {})
    expect(await partners.findByUser('maker')).toBeUndefined()
    await partners.add({ ...wholeServerPartner, name: 'same user elsewhere' }, {})
    await partners.add({ ...bareClientPartner, user: 'maker' }, {})
    expect((await partners.findByUser('maker'))?.name).toBe(bareClientPartner.name)
  })

  test('refuses a login that another partner has, added or replaced', async () => {
    const { partners } = bench().ledger
    await partners.add(wholeClientPartner, {})
    const thief = { ...bareClientPartner, user: wholeClientPartner.user }
    const refusal = { fault: 'setting-invalid', params: { setting: 'user' } }
    await expect(partners.add(thief, {})).rejects.toMatchObject(refusal)
    expect(await partners.list()).toStrictEqual([wholeClientPartner])
    await partners.add(bareClientPartner, {})
    await expect(partners.replace(thief)).rejects.toMatchObject(refusal)
    expect(await partners.find(bareClientPartner.name)).toStrictEqual(bareClientPartner)
    expect(await partners.findByUser(wholeClientPartner.user)).toStrictEqual(wholeClientPartner)
  })
}

function testReplacing(bench: BenchOf): void {
  test('replaces all settings, and of the secrets those that are named', async () => {
    const { partners } = bench().ledger
    await partners.add(wholeServerPartner, { password, proxyPassword })
    const { name } = wholeServerPartner
    const changed = { ...bareServerPartner, name }
    await partners.replace(changed)
    expect(await partners.find(name)).toStrictEqual(changed)
    expect(await partners.secrets(name)).toEqual({ password, proxyPassword })
    await partners.replace(changed, { password: 'new' })
    expect(await partners.secrets(name)).toEqual({ password: 'new', proxyPassword })
    await partners.replace(changed, { password: '' })
    expect(await partners.secrets(name)).toEqual({ password: '', proxyPassword })
  })

  test('gives a login up and takes it again', async () => {
    const { partners } = bench().ledger
    const { user, ...nameless } = wholeClientPartner
    await partners.add(wholeClientPartner, {})
    await partners.replace(nameless)
    expect(await partners.findByUser(user)).toBeUndefined()
    await partners.replace(wholeClientPartner)
    expect(await partners.findByUser(user)).toStrictEqual(wholeClientPartner)
  })

  test('replaces nobody: no secret is left behind for a partner to come', async () => {
    const { partners } = bench().ledger
    await expect(partners.replace(bareServerPartner, { password })).rejects.toMatchObject({
      fault: 'partner-unknown',
      params: { partner: 'retailer' },
    })
    await partners.add(bareServerPartner, {})
    expect(await partners.secrets('retailer')).toEqual({})
  })
}

function testSecrets(bench: BenchOf): void {
  test('keeps no secret in clear', async () => {
    const { partners } = bench().ledger
    await partners.add(wholeServerPartner, { password, proxyPassword })
    await partners.replace(wholeServerPartner, { password: 'replaced-秘密' })
    const bytes = bench().bytesAtRest()
    // The search does find what is kept in clear.
    expect(bytes.includes(wholeServerPartner.url)).toBe(true)
    for (const secret of [password, proxyPassword, 'replaced-秘密']) {
      for (const encoding of ['utf8', 'utf16le'] as const) {
        expect(bytes.includes(Buffer.from(secret, encoding))).toBe(false)
      }
      expect(bytes.includes(Buffer.from(secret).toString('base64'))).toBe(false)
      expect(bytes.includes(Buffer.from(secret).toString('hex'))).toBe(false)
    }
  })

  test.each(oddTexts)('opens a secret as it was sealed: %j', async (secret) => {
    const { partners } = bench().ledger
    await partners.add(bareServerPartner, { password: secret })
    expect(await partners.secrets('retailer')).toEqual({ password: secret })
  })

  test('knows no secrets of a stranger', async () => {
    expect(await bench().ledger.partners.secrets('nobody')).toEqual({})
  })
}
