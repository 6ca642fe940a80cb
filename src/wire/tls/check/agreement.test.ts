import { expect, test } from 'vitest'

import { suiteByName, type CipherSuite } from '../suites/index.ts'
import type { TlsVersion } from '../versions.ts'
import { agreementsWith, byStrength, type Taken } from './agreement.ts'

function suite(name: string): CipherSuite {
  const found = suiteByName(name)
  if (found === undefined) throw new Error(`${name} is no suite`)
  return found
}

const taken = (version: TlsVersion, names: readonly string[]): Taken[] =>
  names.map((name) => ({ version, suite: suite(name) }))

/** The weakest first, as a server may have them. */
const old = ['TLS_RSA_WITH_RC4_128_SHA', 'TLS_RSA_WITH_AES_128_CBC_SHA']

test('suites are put in order by strength; among equals the order of the server stays', () => {
  const names = [
    'TLS_RSA_WITH_NULL_SHA',
    'TLS_RSA_WITH_RC4_128_SHA',
    'TLS_RSA_WITH_AES_128_CBC_SHA',
    'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
    'TLS_RSA_WITH_AES_256_CBC_SHA',
  ]
  const sorted = names.map(suite).toSorted(byStrength)
  expect(sorted.map(({ strength }) => strength)).toEqual([
    'strong',
    'weak',
    'weak',
    'broken',
    'not-encrypted',
  ])
  expect(sorted.slice(1, 3).map(({ name }) => name)).toEqual([names[2], names[4]])
})

test('a list for the engine of old versions has its strongest suite first', () => {
  const policy = { name: 'retailer', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' } as const
  const ways = agreementsWith(policy, taken('TLSv1', old))
  const forRc4 = ways.filter((way) => way.suite.name === old[0])
  const lists = forRc4.map((way) => way.policy.tlsSuites)
  expect(lists).not.toEqual([])
  for (const list of lists) expect(list).toEqual(old.toReversed())
  expect(ways[0]?.suite.strength).toBe('weak')
})
