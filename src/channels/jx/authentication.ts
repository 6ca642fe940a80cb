import { createHash, randomBytes, timingSafeEqual, X509Certificate } from 'node:crypto'
import { HikyakuError } from '../../errors/index.ts'
import type { ClientPartner, ExchangeContext } from '../../exchange/index.ts'
import type { Connection } from '../../http/index.ts'
import { sameName } from './distinguished-name.ts'

/** How long a looked-up account counts: settings changed elsewhere take effect after it. */
const accountMilliseconds = 1000
const mostAccounts = 1000

interface Account {
  readonly partner: ClientPartner | undefined
  /** SHA-256 of the password, or of nothing anybody knows. */
  readonly password: Buffer
  readonly until: number
}

/**
 * Finds out who calls, before a byte of the body is read: by user and password, by
 * client certificate, or by both if the partner's settings ask for both.
 */
export class Authentication {
  readonly #context: Pick<ExchangeContext, 'ledger' | 'clock'>
  readonly #accounts = new Map<string, Account>()
  #certified: { readonly partners: readonly ClientPartner[]; readonly until: number } | undefined

  constructor(context: Pick<ExchangeContext, 'ledger' | 'clock'>) {
    this.#context = context
  }

  /**
   * @param authorization the header of that name
   * @throws HikyakuError login-failed (401), client-certificate-required (403)
   */
  async identify(
    authorization: string | undefined,
    connection: Connection,
  ): Promise<ClientPartner> {
    if (authorization === undefined) return this.#byCertificate(connection)
    const login = loginOf(authorization)
    const account = await this.#account(login?.user ?? '')
    const right = timingSafeEqual(digest(login?.password ?? ''), account.password)
    if (login === undefined || !right || account.partner === undefined) {
      throw loginFailed(connection)
    }
    checkCertificate(account.partner, connection)
    return account.partner
  }

  async #byCertificate(connection: Connection): Promise<ClientPartner> {
    if (connection.clientChain.length === 0) throw loginFailed(connection)
    const matching = (await this.#certifiedPartners()).filter(
      (partner) => problemOf(partner, connection) === undefined,
    )
    const [only, second] = matching
    // Two partners under one CA without a subject cannot be told apart: guess nothing.
    if (only === undefined || second !== undefined) throw loginFailed(connection)
    return only
  }

  async #account(user: string): Promise<Account> {
    const now = this.#context.clock.now().getTime()
    const known = this.#accounts.get(user)
    if (known !== undefined && known.until > now) return known
    const partner = await this.#context.ledger.partners.findByUser(user)
    const secrets =
      partner === undefined ? {} : await this.#context.ledger.partners.secrets(partner.name)
    const account: Account = {
      partner: partner?.kind === 'jx-client' ? partner : undefined,
      password: secrets.password === undefined ? randomBytes(32) : digest(secrets.password),
      until: now + accountMilliseconds,
    }
    if (this.#accounts.size >= mostAccounts) this.#accounts.clear()
    if (partner !== undefined) this.#accounts.set(user, account)
    return account
  }

  async #certifiedPartners(): Promise<readonly ClientPartner[]> {
    const now = this.#context.clock.now().getTime()
    if (this.#certified === undefined || this.#certified.until <= now) {
      const partners = (await this.#context.ledger.partners.list()).filter(
        (partner) =>
          partner.kind === 'jx-client' && partner.user === undefined && partner.trust.length > 0,
      )
      this.#certified = { partners: partners as ClientPartner[], until: now + accountMilliseconds }
    }
    return this.#certified.partners
  }
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
  return createHash('sha256').update(text).digest()
}

function checkCertificate(partner: ClientPartner, connection: Connection): void {
  if (partner.trust.length === 0) return
  const detail = problemOf(partner, connection)
  if (detail === undefined) return
  throw new HikyakuError('client-certificate-required', { partner: partner.name, detail })
}

/** Why this connection's certificate is not this partner's; undefined if it is. */
function problemOf(partner: ClientPartner, connection: Connection): string | undefined {
  const [leaf] = connection.clientChain
  if (leaf === undefined) return connection.clientProblem ?? 'no certificate'
  if (!partner.trust.includes('system') && !chainsTo(connection.clientChain, anchorsOf(partner))) {
    return 'issued by another CA'
  }
  if (partner.subject !== undefined && !sameName(partner.subject, leaf.subject)) {
    return `subject ${leaf.subject.split('\n').join(',')}`
  }
  return undefined
}

/**
 * Whether the chain leads to one of these anchors, each link checked by its signature:
 * the handshake verified it against the CAs of all partners together.
 */
function chainsTo(chain: readonly X509Certificate[], trusted: readonly X509Certificate[]): boolean {
  for (const [at, certificate] of chain.entries()) {
    if (trusted.some((anchor) => issued(anchor, certificate))) return true
    const above = chain[at + 1]
    if (above === undefined || !issued(above, certificate)) return false
  }
  return false
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

const anchors = new WeakMap<ClientPartner, readonly X509Certificate[]>()

function anchorsOf(partner: ClientPartner): readonly X509Certificate[] {
  const known = anchors.get(partner)
  if (known !== undefined) return known
  const made = partner.trust
    .filter((pem) => pem !== 'system')
    .map((pem) => new X509Certificate(pem))
  anchors.set(partner, made)
  return made
}

function loginFailed(connection: Connection): HikyakuError {
  return new HikyakuError('login-failed', { address: connection.remote.replace(/:\d+$/, '') })
}
