import { groupCodes } from '../wire/algorithm-names.ts'
import type { HelloAnswer, TlsCheck } from './tls-check.ts'
import { questions } from './questions.ts'
import { alertIn, type VersionAnswer } from './survey.ts'

/** What was found of the groups of one version. */
export interface GroupsSeen {
  readonly groups: readonly string[]
  /** Whether it was asked until nothing was left, or it refused the rest. */
  readonly complete: boolean
}

/** More than most servers have; of one that has more it is said that there may be more. */
const mostGroups = 12

/** Those for a key exchange of today, the ones that are safe from quantum computers first. */
const ofTls13 = [
  ...['X25519MLKEM768', 'SecP256r1MLKEM768', 'SecP384r1MLKEM1024', 'X25519Kyber768Draft00'],
  ...['MLKEM512', 'MLKEM768', 'MLKEM1024'],
  ...['x25519', 'secp256r1', 'secp384r1', 'secp521r1', 'x448'],
  ...['brainpoolP256r1tls13', 'brainpoolP384r1tls13', 'brainpoolP512r1tls13'],
  ...['ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144', 'ffdhe8192'],
]

/**
 * Which groups a server of TLS 1.3 takes, by its own order: it is offered all of them
 * without a key, asks for one (RFC 8446 §4.1.4), and is offered the rest.
 */
export async function surveyGroups(
  check: TlsCheck,
  newest: VersionAnswer | undefined,
): Promise<GroupsSeen | undefined> {
  if (newest?.version !== 'TLSv1.3' || newest.hello === undefined) return undefined
  const suites = newest.suites.map(({ code }) => code)
  const { host, serverName = host } = check.order
  const groups: string[] = []
  let left = ofTls13
  while (left.length > 0 && groups.length < mostGroups) {
    const hello = { version: 'TLSv1.3', serverName, suites, groups: groupCodes(left) } as const
    const answer = await check.ask(questions.groups(groups.length), hello, 'hello')
    if (answer === undefined) return { groups, complete: false }
    const picked = groupIn(answer)
    if (picked === undefined || !left.includes(picked)) {
      return { groups, complete: alertIn(answer) !== undefined }
    }
    groups.push(picked)
    left = left.filter((one) => one !== picked)
  }
  return { groups, complete: left.length === 0 }
}

function groupIn({ facts }: HelloAnswer): string | undefined {
  for (const fact of facts) if (fact.kind === 'hello-retry-request') return fact.group
  return undefined
}
