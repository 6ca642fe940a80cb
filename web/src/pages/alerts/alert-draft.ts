import type { BodyOf, ResponseOf } from '../../../../src/entry/api/contract.ts'
import type { PartForm } from '../../parts/form-part.tsx'
import { filledIn, numberOf, plain, textOfNumber } from '../flows/typed.ts'

export type AlertView = ResponseOf<'alerts.list'>['items'][number]
type MailServer = NonNullable<ResponseOf<'alerts.list'>['server']>

/** A rule as it is typed: of its ways one is used, the fields of the others wait. */
export interface AlertDraft {
  readonly name: string
  readonly way: string
  readonly mail: string
  readonly url: string
  readonly shape: string
  readonly key: string
  readonly proxy: string
  /** CAs as PEM, one after the other; empty: the public ones. */
  readonly trust: string
  readonly severity: string
  readonly partner: string
  readonly flow: string
  readonly afterMinutes: string
  readonly waitSeconds: string
  readonly remindHours: string
  readonly ended: boolean
  /** When it may tell, as the command line writes it; empty: always. */
  readonly hours: string
}
export type AlertForm = PartForm<AlertDraft>

export const ways = ['mail', 'webhook'] as const
export type Way = (typeof ways)[number]

export const newAlert: AlertDraft = {
  name: '',
  way: 'mail',
  mail: '',
  url: '',
  shape: 'generic',
  key: '',
  proxy: '',
  trust: '',
  severity: 'warning',
  partner: '',
  flow: '',
  afterMinutes: '',
  waitSeconds: '60',
  remindHours: '4',
  ended: true,
  hours: '',
}

export function wayOf({ webhook }: Pick<AlertView, 'webhook'>): Way {
  return webhook === undefined ? 'mail' : 'webhook'
}

export function alertDraftOf(alert: AlertView): AlertDraft {
  const { name, mail, webhook, severity, partner = '', flow = '', ended } = alert
  return {
    ...newAlert,
    ...{ name, severity, partner, flow, ended },
    hours: alert.hours ?? '',
    way: wayOf(alert),
    mail: mail.join('\n'),
    ...(webhook === undefined
      ? {}
      : {
          shape: webhook.shape,
          proxy: webhook.proxy ?? '',
          trust: webhook.trust.join('\n'),
        }),
    afterMinutes: textOfNumber(alert.afterMinutes),
    waitSeconds: textOfNumber(alert.waitSeconds),
    remindHours: textOfNumber(alert.remindHours),
  }
}

/** As the station takes it; a secret that is not typed stays as it is. */
export function alertOf(draft: AlertDraft, before?: AlertView): BodyOf<'alerts.put'> {
  const { severity, partner, flow, ended } = draft
  return {
    ...filledIn({
      ...{ severity, partner, flow },
      hours: plain(draft.hours),
      afterMinutes: numberOf(draft.afterMinutes),
      waitSeconds: numberOf(draft.waitSeconds),
      remindHours: numberOf(draft.remindHours),
    }),
    ended,
    ...(draft.way === 'mail' ? { mail: addressesIn(draft.mail) } : webhookOf(draft, before)),
  }
}

function webhookOf(draft: AlertDraft, before: AlertView | undefined): Record<string, unknown> {
  const { shape, key } = draft
  const url = draft.url.trim()
  const server = before?.webhook?.server
  return {
    mail: [],
    webhook: {
      ...filledIn({
        ...{ url, shape, key: shape === 'generic' ? key : '' },
        server: url === '' ? server : undefined,
        proxy: draft.proxy.trim(),
      }),
      trust: anchorsIn(draft.trust),
    },
  }
}

/** One a line, or set apart by commas and blanks. */
function addressesIn(text: string): string[] {
  return plain(text)
    .split(/[\s,;、]+/u)
    .filter((one) => one !== '')
}

const block = /-----BEGIN [^-]+-----[^-]*-----END [^-]+-----/gu

/** Certificates as they are pasted; what is none is sent as it is, and the station says so. */
function anchorsIn(text: string): string[] {
  const typed = text.trim()
  if (typed === '') return []
  return typed.match(block) ?? [typed]
}

/** The mail server as it is typed. */
export interface ServerDraft {
  readonly host: string
  readonly port: string
  readonly tls: string
  readonly user: string
  readonly password: string
  readonly from: string
}

export const tlsWays = ['starttls', 'implicit', 'none'] as const
/** The port that each usually has. */
export const usualPorts: Readonly<Record<string, string>> = {
  starttls: '587',
  implicit: '465',
  none: '25',
}

export function serverDraftOf(server: MailServer | undefined): ServerDraft {
  const { host = '', port = 587, tls = 'starttls', user = '', from = '' } = server ?? {}
  return { host, port: String(port), tls, user, password: '', from }
}

/** A password that is not typed stays as it is. */
export function serverOf(draft: ServerDraft): BodyOf<'alerts.mail'> {
  const { host, tls, user, password, from } = draft
  return {
    host: host.trim(),
    port: numberOf(draft.port) ?? '',
    tls,
    from: from.trim(),
    ...filledIn({ user: user.trim(), password }),
  } as BodyOf<'alerts.mail'>
}
