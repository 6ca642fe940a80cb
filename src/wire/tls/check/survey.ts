import { defined } from '../../../base/defined.ts'
import { legacyEngineSpeaks, runtimeSpeaks } from '../policy/initial-suites.ts'
import { allSuites, isDefinedIn, suiteByName, type CipherSuite } from '../suites/index.ts'
import { tlsVersions, type TlsVersion } from '../versions.ts'
import type { ServerHelloFact } from '../wire/facts.ts'
import type { HelloAnswer, TlsCheck } from './tls-check.ts'
import { questions } from './questions.ts'
import type { SuiteFinding } from './report.ts'
import { newShare } from './tls13-keys.ts'

/** How one version was answered. */
export interface VersionAnswer {
  readonly version: TlsVersion
  /** The answer that counts: of a hello that was taken, or of the last that was not. */
  readonly answer: HelloAnswer | undefined
  readonly hello: ServerHelloFact | undefined
  readonly suites: readonly CipherSuite[]
  readonly complete: boolean
  readonly order: SuiteFinding['order']
  /** Every answer that was taken, for the keys that were seen in it. */
  readonly flights: readonly HelloAnswer[]
  /** What it did instead, where the first hello was answered in another version. */
  readonly instead: Instead | undefined
}

/** A version that was not asked for, and the suite that was picked in it. */
export interface Instead {
  readonly version: string
  readonly suite: string
}

/** More suites than any server has use for. */
const mostSuites = 64

/** Names of the classics that no engine of ours speaks, but that servers of old do. */
const classics = /_RC4_128_|_3DES_EDE_CBC_|_WITH_DES_CBC_/

/** Asks for each version, the newest first, and for the suites of those that are spoken. */
export async function surveyVersions(check: TlsCheck): Promise<VersionAnswer[]> {
  const answers: VersionAnswer[] = []
  for (const version of tlsVersions.toReversed()) {
    answers.push(await surveyVersion(check, version))
  }
  return answers.map((one) => withPickedElsewhere(one, answers))
}

/**
 * What a version was answered with elsewhere is taken in it too: a server may answer SSL 3.0
 * to the hellos of later versions alone.
 */
function withPickedElsewhere(one: VersionAnswer, answers: readonly VersionAnswer[]): VersionAnswer {
  const more = answers
    .filter(({ instead }) => instead?.version === one.version)
    .map(({ instead }) => suiteByName(instead?.suite ?? ''))
    .filter((suite) => suite !== undefined)
  return { ...one, suites: [...new Set([...one.suites, ...more])] }
}

async function surveyVersion(check: TlsCheck, version: TlsVersion): Promise<VersionAnswer> {
  const found = new Found(check, version)
  for (const group of groupsOf(version)) {
    const goesOn = await found.allOf(group)
    if (!goesOn) break
  }
  const order = await whoseOrder(found)
  const { answer, hello, suites, complete, flights, instead } = found
  return { version, answer, hello, suites, complete, order, flights, instead }
}

/**
 * Those that are likely first: a server that takes none of them rarely takes another. In
 * SSL 3.0 also what only TLS defines, in one hello with the rest: there are servers that pick
 * it all the same, and which they pick first is what matters.
 */
function groupsOf(version: TlsVersion): CipherSuite[][] {
  const defined = allSuites.filter((suite) => isDefinedIn(suite, version) && suite.code !== 0)
  const isSpoken = (suite: CipherSuite): boolean =>
    runtimeSpeaks(suite) || legacyEngineSpeaks(suite)
  const isUsual = (suite: CipherSuite): boolean => isSpoken(suite) || classics.test(suite.name)
  const later =
    version === 'SSLv3'
      ? allSuites.filter((suite) => isDefinedIn(suite, 'TLSv1') && isSpoken(suite))
      : []
  return [
    [...new Set([...later, ...defined.filter(isUsual)])],
    defined.filter((suite) => !isUsual(suite)),
  ]
}

/** The suites of one version, found by taking away what the server picked. */
class Found {
  readonly version: TlsVersion
  readonly check: TlsCheck
  readonly suites: CipherSuite[] = []
  readonly flights: HelloAnswer[] = []
  answer: HelloAnswer | undefined
  hello: ServerHelloFact | undefined
  complete = false
  instead: Instead | undefined
  /** How many groups they were found in: only within one do they come in the server's order. */
  groups = 0

  constructor(check: TlsCheck, version: TlsVersion) {
    this.check = check
    this.version = version
  }

  /** @returns whether it makes sense to ask for other suites of this version */
  async allOf(group: readonly CipherSuite[]): Promise<boolean> {
    let left = group
    this.complete = false
    const before = this.suites.length
    while (left.length > 0 && this.suites.length < mostSuites) {
      const answer = await this.ask(left)
      if (answer === undefined) return false
      const picked = this.#picked(answer, left)
      if (picked === undefined) {
        this.answer ??= answer
        this.complete = isRefusal(answer) || (this.suites.length > 0 && isCut(answer))
        // One that was spoken before is not meant by what is said of versions now.
        const isOver = this.suites.length === 0 && saysVersion(answer)
        return (isRefusal(answer) || isCut(answer)) && !isOver
      }
      if (this.suites.length === before) this.groups += 1
      this.suites.push(picked)
      left = left.filter((suite) => suite !== picked)
    }
    this.complete = left.length === 0
    return this.complete
  }

  async ask(suites: readonly CipherSuite[]): Promise<HelloAnswer | undefined> {
    const { version, check } = this
    const first = this.suites.length === 0
    const question = first
      ? questions.version(version)
      : questions.suites(version, this.suites.length)
    const share = version === 'TLSv1.3' ? newShare() : undefined
    const { host, serverName = host } = check.order
    return check.ask(
      question,
      {
        version,
        serverName,
        suites: suites.map(({ code }) => code),
        ...defined({ keyShare: share?.publicKey }),
      },
      share === undefined ? 'flight' : first ? share : 'hello',
    )
  }

  /** What it picked; nothing if it refused, or took another version or a suite not offered. */
  #picked(answer: HelloAnswer, offered: readonly CipherSuite[]): CipherSuite | undefined {
    const hello = serverHelloIn(answer)
    if (hello === undefined) return undefined
    if (hello.version !== this.version) {
      this.instead ??= { version: hello.version, suite: hello.suite }
      return undefined
    }
    const suite = suiteByName(hello.suite)
    if (suite === undefined || !offered.includes(suite)) return undefined
    if (this.hello === undefined) {
      this.hello = hello
      this.answer = answer
    }
    this.flights.push(answer)
    return suite
  }
}

/** What the server agreed to, in a Server Hello or in the retry that stands for one. */
export function serverHelloIn({ facts }: HelloAnswer): ServerHelloFact | undefined {
  for (const fact of facts) {
    if (fact.kind === 'server-hello' || fact.kind === 'hello-retry-request') return fact
  }
  return undefined
}

/** Alerts by which a server says that it takes nothing of what was offered. */
const refusals = ['handshake_failure', 'protocol_version', 'insufficient_security']

/** The fatal alert of the server, if it sent one. */
export function alertIn({ facts }: HelloAnswer): string | undefined {
  for (const fact of facts) {
    if (fact.kind === 'alert' && fact.name !== 'unrecognized_name') return fact.name
  }
  return undefined
}

function isRefusal(answer: HelloAnswer): boolean {
  return refusals.includes(alertIn(answer) ?? '')
}

/** Java closes without an alert where others refuse with one. */
function isCut({ ended, facts }: HelloAnswer): boolean {
  return (ended === 'end' || ended === 'reset') && facts.length === 0
}

function saysVersion(answer: HelloAnswer): boolean {
  const answered = serverHelloIn(answer)
  return alertIn(answer) === 'protocol_version' || answered !== undefined
}

/** The same suites the other way round: who picks the same one again has an order. */
async function whoseOrder(found: Found): Promise<SuiteFinding['order']> {
  const { suites, groups } = found
  const last = suites.at(-1)
  if (suites.length < 2 || last === undefined) return 'unknown'
  const favourite = groups > 1 ? await pickOf(found, suites) : suites[0]?.name
  const picked = await pickOf(found, suites.toReversed())
  if (picked === undefined || favourite === undefined) return 'unknown'
  if (picked === favourite) return 'server'
  return picked === last.name ? 'client' : 'unknown'
}

async function pickOf(
  { version, check }: Found,
  suites: readonly CipherSuite[],
): Promise<string | undefined> {
  const { host, serverName = host } = check.order
  const share = version === 'TLSv1.3' ? { keyShare: newShare().publicKey } : {}
  const codes = suites.map(({ code }) => code)
  const hello = { version, serverName, suites: codes, ...share }
  const answer = await check.ask(questions.order(version), hello, 'hello')
  return answer === undefined ? undefined : serverHelloIn(answer)?.suite
}
