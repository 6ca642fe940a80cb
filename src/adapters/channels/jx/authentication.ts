import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { defined } from '../../../base/defined.ts'
import { networkOf } from '../../../base/network.ts'
import { HikyakuError } from '../../../errors/index.ts'
import type { ClientPartner, Partner } from '../../../domain/partners/index.ts'
import type { ExchangeContext } from '../../../domain/exchange/index.ts'
import type { Connection } from '../../../wire/http/index.ts'
import { subjectOf } from '../../../wire/tls/index.ts'
import { problemParam } from './certificate-refusal.ts'
import { Guesses } from './guesses.ts'
import { certificateProblem, type CertificateProblem } from './server-certificate-check.ts'

/** How long a looked-up account counts: settings changed elsewhere take effect after it. */
const accountMilliseconds = 1000
/** Users that nobody has count too, so that guessing costs no look-up each time. */
const mostAccounts = 1000

interface Account {
  readonly partner: ClientPartner | undefined
  /** SHA-256 of the password, or of nothing anybody knows. */
  readonly password: Uint8Array
  readonly until: number
}

/** Partners known by their certificate alone. */
interface Certified {
  readonly partners: readonly ClientPartner[]
  readonly until: number
}

/**
 * Finds out who calls, before a byte of the body is read: by user and password, by
 * client certificate, or by both if the partner's settings ask for both.
 */
export class Authentication {
  readonly #context: Pick<ExchangeContext, 'ledger' | 'clock'>
  /** Longest known first. */
  readonly #accounts = new Map<string, Account>()
  #certified: Certified | undefined
  /** What the certificate of a connection is worth, as long as the settings stand. */
  readonly #problems = new WeakMap<
    ClientPartner,
    WeakMap<Connection, CertificateProblem | undefined>
  >()
  readonly #owners = new WeakMap<Certified, WeakMap<Connection, ClientPartner | undefined>>()
  readonly #guesses: Guesses
  /** Who logged in over a connection before: no guesser can get between its calls. */
  readonly #loggedIn = new WeakMap<Connection, string>()

  constructor(context: Pick<ExchangeContext, 'ledger' | 'clock'>) {
    this.#context = context
    this.#guesses = new Guesses(context.clock)
  }

  /**
   * @param authorization the header of that name
   * @throws HikyakuError login-failed (401), logins-paused (503),
   * client-certificate-required (403), database-failed
   */
  async identify(
    authorization: string | undefined,
    connection: Connection,
  ): Promise<ClientPartner> {
    if (authorization === undefined) return this.#byCertificate(connection)
    const login = loginOf(authorization) ?? { user: '', password: '' }
    const account = this.#known(login.user) ?? (await this.#lookUp(login.user))
    const partner = this.#try(login, account, connection)
    const problem = partner.trust.length === 0 ? undefined : this.#problem(partner, connection)
    if (problem === undefined) return partner
    throw new HikyakuError('client-certificate-required', {
      partner: partner.name,
      detail: problem.en,
      detailJa: problem.ja,
      [problemParam]: problem.code,
    })
  }

  /** Nothing is waited for in here: of many tries at once each counts. */
  #try(
    { user, password }: { readonly user: string; readonly password: string },
    { partner, password: known }: Account,
    connection: Connection,
  ): ClientPartner {
    const guess = { user, address: networkOf(connection.remote) }
    const isNoGuess = this.#loggedIn.get(connection) === user || this.#isProven(partner, connection)
    if (!isNoGuess) this.#guesses.check(guess)
    const right = timingSafeEqual(digest(password), known)
    if (right && partner !== undefined) {
      this.#guesses.succeeded(guess)
      this.#loggedIn.set(connection, user)
      return partner
    }
    this.#guesses.failed(guess)
    throw partner === undefined
      ? loginFailed(connection, details.user)
      : loginFailed(connection, details.password(partner.name), partner.name)
  }

  /** Nobody else could show a certificate of that name. */
  #isProven(partner: ClientPartner | undefined, connection: Connection): boolean {
    if (partner?.subject === undefined || partner.trust.length === 0) return false
    return connection.clientChain.length > 0 && this.#problem(partner, connection) === undefined
  }

  async #byCertificate(connection: Connection): Promise<ClientPartner> {
    const [leaf] = connection.clientChain
    if (leaf === undefined) throw loginFailed(connection, details.nothing)
    const certified = await this.#certifiedPartners()
    const owner = remembered(this.#owners, certified, connection, () =>
      onlyOne(certified.partners.filter((one) => this.#problem(one, connection) === undefined)),
    )
    if (owner === undefined) throw loginFailed(connection, details.subject(subjectOf(leaf)))
    return owner
  }

  #problem(partner: ClientPartner, connection: Connection): CertificateProblem | undefined {
    return remembered(this.#problems, partner, connection, () =>
      certificateProblem(partner, connection),
    )
  }

  #known(user: string): Account | undefined {
    const account = this.#accounts.get(user)
    return account !== undefined && account.until > this.#now() ? account : undefined
  }

  /** Both look-ups are made for an unknown user too: the time tells nothing. */
  async #lookUp(user: string): Promise<Account> {
    const until = this.#now() + accountMilliseconds
    const { partners } = this.#context.ledger
    const partner = await partners.findByUser(user)
    const { password = '' } = await partners.secrets(partner?.name ?? '')
    const account: Account = {
      partner: partner?.kind === 'jx-client' ? partner : undefined,
      password: password === '' ? randomBytes(32) : digest(password),
      until,
    }
    this.#accounts.delete(user)
    const [oldest] = this.#accounts.keys()
    if (this.#accounts.size >= mostAccounts && oldest !== undefined) this.#accounts.delete(oldest)
    this.#accounts.set(user, account)
    return account
  }

  async #certifiedPartners(): Promise<Certified> {
    if (this.#certified !== undefined && this.#certified.until > this.#now()) {
      return this.#certified
    }
    const until = this.#now() + accountMilliseconds
    const partners = await this.#context.ledger.partners.list()
    this.#certified = { partners: partners.filter(isCertified), until }
    return this.#certified
  }

  #now(): number {
    return this.#context.clock.now().getTime()
  }
}

function isCertified(partner: Partner): partner is ClientPartner {
  return partner.kind === 'jx-client' && partner.user === undefined && partner.trust.length > 0
}

/** Two partners under one CA without a subject cannot be told apart: guess nothing. */
function onlyOne(partners: readonly ClientPartner[]): ClientPartner | undefined {
  return partners.length === 1 ? partners[0] : undefined
}

function remembered<K extends object, V>(
  all: WeakMap<K, WeakMap<Connection, V>>,
  key: K,
  connection: Connection,
  find: () => V,
): V {
  let values = all.get(key)
  if (values === undefined) {
    values = new WeakMap()
    all.set(key, values)
  }
  if (!values.has(connection)) values.set(connection, find())
  return values.get(connection) as V
}

/** RFC 7617; a user cannot hold a colon. */
function loginOf(authorization: string): { user: string; password: string } | undefined {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(authorization)?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) return undefined
  return { user: text.slice(0, colon), password: text.slice(colon + 1) }
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}

/** What failed, for the operator alone. A name that nobody has may be a password: it is not told. */
const details = {
  nothing: {
    en: 'neither a login nor a client certificate came',
    ja: '認証情報も証明書もありません',
  },
  user: { en: 'the user is unknown here', ja: '登録のないユーザー ID です' },
  password: (partner: string) => ({
    en: `the password of ${partner} is wrong`,
    ja: `接続先 ${partner} のパスワードが違います`,
  }),
  subject: (subject: string) => ({
    en: `the certificate ${subject} belongs to no partner`,
    ja: `証明書 ${subject} に対応する接続先がありません`,
  }),
} as const

function loginFailed(
  connection: Connection,
  { en, ja }: { readonly en: string; readonly ja: string },
  partner?: string,
): HikyakuError {
  const address = networkOf(connection.remote)
  const whose = defined({ partner })
  return new HikyakuError('login-failed', { address, detail: en, detailJa: ja, ...whose })
}
