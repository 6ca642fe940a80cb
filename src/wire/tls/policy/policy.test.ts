import { describe, expect, test } from 'vitest'
import { defined } from '../../../base/defined.ts'
import { isHikyakuError, type HikyakuError } from '../../../errors/index.ts'
import { legacySuites } from '../legacy/index.ts'
import { allSuites, suiteByName } from '../suites/index.ts'
import { legacyEngineSpeaks } from './initial-suites.ts'
import { bestPlan, checkUnencrypted, planTls, whyNotOffered, type TlsPolicy } from './policy.ts'
import { standingWarning } from './standing-warning.ts'
import { checkWaiver, type TlsWaiver } from './waiver.ts'
import { weakenings, type Weakening } from './weakenings.ts'

const now = new Date(2026, 10, 25, 12)
const host = 'jx.example:443'
const notice =
  'TLS_RSA_WITH_RC4_128_SHA,TLS_RSA_WITH_3DES_EDE_CBC_SHA,TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA,TLS_RSA_WITH_RC4_128_MD5,TLS_RSA_WITH_NULL_MD5,TLS_RSA_WITH_NULL_SHA'
const old = { name: 'retailer', tlsMin: 'SSLv3', tlsMax: 'TLSv1' } as const
const asInTheNotice: TlsPolicy = { ...old, tlsSuites: notice.split(',') }

function waiver(allow: readonly Weakening[], more: Partial<TlsWaiver> = {}): TlsWaiver {
  const until = '2026-12-31'
  return { allow, host, reason: 'server of 2008', by: 'Sato', since: '2026-11-25', until, ...more }
}

function faultOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return isHikyakuError(error)
      ? `${error.fault} ${String(error.params['what'] ?? '')}`.trim()
      : 'defect'
  }
  return 'none'
}

function planned(policy: TlsPolicy, at = host): string {
  return faultOf(() => planTls(policy, at, now))
}

describe('old TLS', () => {
  test('never without a waiver that allows each weakness', () => {
    const needed: Weakening[] = ['ssl3', 'tls1.0', 'weak-suites']
    expect(planned(asInTheNotice)).toBe(`tls-waiver-needed ${needed.join(',')}`)
    for (const one of needed) {
      const rest = weakenings.filter((other) => other !== one && other !== 'null-suites')
      expect(planned({ ...asInTheNotice, tlsWaiver: waiver(rest) })).toBe(
        `tls-waiver-needed ${one}`,
      )
    }
    expect(planned({ ...asInTheNotice, tlsWaiver: waiver(needed) })).toBe('none')
  })

  test('is for the waiver’s host and port, up to its last day', () => {
    const tlsWaiver = waiver(['ssl3', 'tls1.0', 'weak-suites'])
    const policy = { ...asInTheNotice, tlsWaiver }
    expect(planned(policy, 'jx.example:8443')).toBe('tls-waiver-elsewhere')
    expect(planned(policy, 'other.example:443')).toBe('tls-waiver-elsewhere')
    const on = (day: Date): string => faultOf(() => planTls(policy, host, day))
    expect(on(new Date(2026, 11, 31, 23, 59))).toBe('none')
    expect(on(new Date(2027, 0, 1))).toBe('tls-waiver-ended')
  })

  test('is waived for 90 days at most', () => {
    const until = (day: string): string =>
      faultOf(() => {
        checkWaiver(waiver(['ssl3'], { until: day }))
      })
    expect(until('2027-02-23')).toBe('none')
    for (const day of ['2027-02-24', '2026-11-24', '2026-13-01', '2026-2-1', 'soon']) {
      expect(until(day), day).toBe('tls-waiver-invalid')
    }
  })

  test('is not waived for longer by a waiver that was imported', () => {
    const allow: Weakening[] = ['ssl3', 'tls1.0', 'weak-suites']
    const imported = waiver(allow, { since: '2036-01-01', until: '2036-03-01' })
    expect(planned({ ...asInTheNotice, tlsWaiver: imported })).toBe('tls-waiver-invalid')
  })

  test('goes to the engine of our own only where the runtime’s library lacks something', () => {
    const engine = (policy: Partial<TlsPolicy>): string => bestPlan({ ...old, ...policy }).engine
    expect(engine({})).toBe('legacy')
    expect(engine({ tlsMin: 'TLSv1' })).toBe('runtime')
    expect(engine({ tlsMin: 'TLSv1', tlsSuites: ['TLS_RSA_WITH_RC4_128_SHA'] })).toBe('legacy')
    expect(engine({ tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' })).toBe('runtime')
    expect(faultOf(() => bestPlan({ ...old, tlsMax: 'TLSv1.2' }))).toBe('tls-versions-apart')
  })

  test('offers AES until the operator sets another list, as the notice begins', () => {
    const { suites } = bestPlan(old)
    expect(suites.map(({ name }) => name)).toEqual([
      'TLS_RSA_WITH_AES_128_CBC_SHA',
      'TLS_RSA_WITH_AES_256_CBC_SHA',
    ])
  })

  test('the policy and the engine know the same suites', () => {
    const known = allSuites.filter(legacyEngineSpeaks).map(({ name }) => name)
    expect(known.toSorted()).toEqual(legacySuites.map(({ name }) => name).toSorted())
  })
})

describe('suites without encryption', () => {
  const without: Weakening[] = ['ssl3', 'tls1.0', 'weak-suites']
  const offered = (allow: readonly Weakening[]): string[] =>
    bestPlan({ ...asInTheNotice, tlsWaiver: waiver(allow) })
      .suites.filter(({ strength }) => strength === 'not-encrypted')
      .map(({ name }) => name)

  test('are left out of what is offered until they are switched on', () => {
    expect(offered(without)).toEqual([])
    expect(offered([...without, 'null-suites'])).toEqual([
      'TLS_RSA_WITH_NULL_MD5',
      'TLS_RSA_WITH_NULL_SHA',
    ])
  })

  test('alone in a list are refused by name', () => {
    const alone = { ...asInTheNotice, tlsSuites: ['TLS_RSA_WITH_NULL_SHA'] }
    expect(planned({ ...alone, tlsWaiver: waiver(['ssl3', 'tls1.0']) })).toBe(
      'tls-waiver-needed null-suites',
    )
  })

  test.each([
    ['8.8.8.8:443', undefined, 'tls-null-in-public'],
    ['[2001:db8::1]:443', undefined, 'tls-null-in-public'],
    ['8.8.8.8:443', 'IPsec to the retailer', 'none'],
    ['192.168.1.9:443', undefined, 'none'],
    ['[fd00::1]:443', undefined, 'none'],
    // A name is judged by where it leads, once that is known.
    ['jx.example:443', undefined, 'none'],
  ])('%s, tunnel %s: %s', (at, tunnel, fault) => {
    const tlsWaiver = waiver([...without, 'null-suites'], {
      host: at,
      ...defined({ tunnel }),
    })
    expect(planned({ ...asInTheNotice, tlsWaiver }, at)).toBe(fault)
  })

  test('are refused where the server’s address is public, or hidden by a proxy', () => {
    const check = (address: string | undefined, tunnel?: string): string =>
      faultOf(() => {
        const tlsWaiver = waiver(['null-suites'], defined({ tunnel }))
        checkUnencrypted({ name: 'retailer', tlsWaiver }, host, address)
      })
    expect(check('203.0.113.5')).toBe('tls-null-in-public')
    expect(check(undefined)).toBe('tls-null-in-public')
    expect(check('::ffff:10.0.0.1')).toBe('none')
    expect(check('203.0.113.5', 'leased line')).toBe('none')
  })
})

test('what stands is told: weak, refused, or nothing', () => {
  const told = (policy: TlsPolicy): string | undefined => standingWarning(policy, host, now)?.fault
  const allow: Weakening[] = ['ssl3', 'tls1.0', 'weak-suites']
  expect(told({ ...asInTheNotice, tlsWaiver: waiver(allow) })).toBe('tls-weakened')
  expect(told({ ...asInTheNotice, tlsWaiver: waiver(allow, { until: '2026-11-24' }) })).toBe(
    'tls-waiver-ended',
  )
  expect(told({ name: 'retailer', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' })).toBeUndefined()
})

describe('a list that leaves no suite', () => {
  const today = { name: 'retailer', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' } as const

  test.each([
    ['TLS_PSK_WITH_AES_128_GCM_SHA256', /^1 TLS_PSK_WITH_AES_128_GCM_SHA256 .*shared key/],
    ['TLS_DHE_PSK_WITH_AES_128_GCM_SHA256', /shared key/],
    ['TLS_SRP_SHA_WITH_AES_128_CBC_SHA', /shared key/],
    ['TLS_DH_anon_WITH_AES_128_GCM_SHA256', /does not authenticate/],
    ['TLS_AES_128_CCM_8_SHA256', /^1 TLS_AES_128_CCM_8_SHA256 .*eight bytes/],
    ['TLS_RSA_WITH_RC4_128_MD5', /not supported here with TLS 1\.2, TLS 1\.3/],
    ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', /is of SSL 3\.0/],
  ])('%s says why', (suite, why) => {
    const refused = refusal(() => planTls({ ...today, tlsSuites: [suite] }, host, now))
    expect(refused.fault).toBe('tls-suites-unusable')
    expect(refused.text('en').message).toContain(String(refused.params['detail']))
    expect(refused.params['detail']).toMatch(why)
    expect(refused.params['detailJa']).toMatch(/^1 番目 TLS_.*[ぁ-ん]/)
  })

  test('names the places of three, and how many more there are', () => {
    const tlsSuites = allSuites.filter(({ keyExchange }) => keyExchange === 'PSK').map(nameOf)
    const { params } = refusal(() => planTls({ ...today, tlsSuites }, host, now))
    expect(params['detail']).toMatch(/^1 TLS_.*; 2 TLS_.*; 3 TLS_.*; and \d+ more$/)
    expect(params['detailJa']).toMatch(/^1 番目.*、3 番目 TLS_.*、ほか \d+ 個$/)
  })

  test.each([
    ['TLS_AES_128_CCM_8_SHA256', '認証コードが', 'authenticates with eight bytes'],
    ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', 'SSL 3.0, TLS 1.0 の暗号です', 'is of SSL 3.0, TLS 1.0'],
    ['TLS_AES_128_GCM_SHA256', undefined, undefined],
  ])('is not told of one suite of many: %s has its reason beside it', (name, ja, en) => {
    const plan = bestPlan({ ...today, tlsSuites: [name, 'TLS_AES_256_GCM_SHA384'] })
    const why = whyNotOffered(plan, suiteByName(name)!)
    expect(why === undefined).toBe(plan.suites.map(nameOf).includes(name))
    expect(why?.ja.slice(0, ja?.length)).toBe(ja)
    expect(why?.en.slice(0, en?.length)).toBe(en)
  })

  test('is none as long as one can be used; the others are not offered', () => {
    const tlsSuites = ['TLS_PSK_WITH_AES_128_GCM_SHA256', 'TLS_AES_128_GCM_SHA256']
    expect(planTls({ ...today, tlsSuites }, host, now).suites.map(nameOf)).toEqual([tlsSuites[1]])
  })
})

const nameOf = ({ name }: { readonly name: string }): string => name

function refusal(work: () => unknown): HikyakuError {
  try {
    work()
  } catch (error) {
    if (isHikyakuError(error)) return error
  }
  throw new Error('it was not refused')
}
