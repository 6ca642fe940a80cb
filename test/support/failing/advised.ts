import { defined } from '../../../src/base/defined.ts'
import { causes } from '../../../src/wire/tls/explanation/causes/index.ts'
import type { Evidence } from '../../../src/wire/tls/explanation/evidence.ts'
import { remediesOf } from '../../../src/wire/tls/explanation/explain.ts'
import type { CauseRow, Remedy } from '../../../src/wire/tls/explanation/explanation.ts'
import {
  bestPlan,
  tlsVersions,
  weakenings,
  weakeningsOf,
  type TlsPlan,
  type TlsPolicy,
  type TlsVersion,
} from '../../../src/wire/tls/index.ts'

/** A partner's settings, with the waiver that they need. */
export interface AdvisedSettings {
  readonly policy: TlsPolicy
  readonly plan: Omit<TlsPlan, 'weakenings'>
}

export const advisedHost = 'localhost:443'

export const advisedAt = new Date(2026, 10, 25, 12)

/** Lists of one suite that other versions do not have; absent: the initial list. */
const lists = [
  undefined,
  ['TLS_AES_128_GCM_SHA256'],
  ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  ['TLS_RSA_WITH_3DES_EDE_CBC_SHA'],
] as const

/** Every range of versions that the settings can have, with lists that leave something. */
export function everySetting(): AdvisedSettings[] {
  return tlsVersions
    .flatMap((tlsMin, at) => tlsVersions.slice(at).map((tlsMax) => ({ tlsMin, tlsMax })))
    .flatMap((range) => lists.map((list) => settingsOf(range, list)))
    .filter((settings) => settings !== undefined)
}

function settingsOf(
  range: Pick<TlsPolicy, 'tlsMin' | 'tlsMax'>,
  tlsSuites: readonly string[] | undefined,
): AdvisedSettings | undefined {
  const policy = { name: 'retailer', ...range, ...defined({ tlsSuites }) }
  try {
    const plan = bestPlan(policy)
    const needed = weakeningsOf(plan)
    const allow = weakenings.filter((one) => needed.includes(one))
    const day = { since: '2026-11-25', until: '2026-11-25' }
    const tlsWaiver = { allow, host: advisedHost, reason: 'a test', by: 'a test', ...day }
    return { plan, policy: allow.length === 0 ? policy : { ...policy, tlsWaiver } }
  } catch {
    return undefined
  }
}

/** What every cause advises with these settings, for every version a server may answer with. */
export function advisedWith(settings: AdvisedSettings): (Remedy & Pick<CauseRow, 'cause'>)[] {
  return tlsVersions.flatMap((answered) => {
    const evidence = evidenceOf(settings, answered)
    return causes.flatMap((row) => {
      const { cause } = row
      const own = row.fits(evidence) ?? (/version|mismatch/.test(cause) ? undefined : {})
      // Slots of texts alone are filled elsewhere.
      const slots = { partner: 'retailer', ...own }
      if (own === undefined && cause !== 'no-common-version') return []
      return remediesOf(row, evidence, slots).map((remedy) => ({ cause, ...remedy }))
    })
  })
}

/** A server that answered with a version, and a suite that is none of it if it can be. */
function evidenceOf({ policy, plan }: AdvisedSettings, answered: TlsVersion): Evidence {
  const place = { offset: 0, bytes: 100 }
  const shared = { ...place, recordVersion: answered, extensions: [], secureRenegotiation: true }
  return {
    role: 'client',
    hello: {
      kind: 'client-hello',
      ...shared,
      form: 'tls',
      version: plan.versions.at(-1) ?? answered,
      sessionIdBytes: 0,
      suites: plan.suites.map(({ name }) => name),
      compression: ['null'],
    },
    serverHello: {
      kind: 'server-hello',
      ...shared,
      helloVersion: answered,
      version: answered,
      suite: plan.suites[0]?.name ?? '',
      compression: 'null',
      sessionIdBytes: 0,
      resumed: false,
    },
    serverChain: [],
    certificateOffsets: {},
    ownChain: [],
    certificateConfigured: false,
    alerts: [],
    lastFrom: {},
    error: { code: '', message: '' },
    peer: advisedHost,
    host: 'localhost',
    versions: plan.versions,
    at: advisedAt,
    ...defined({ waiver: policy.tlsWaiver }),
  }
}
