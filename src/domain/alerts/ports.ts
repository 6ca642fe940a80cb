import type { FaultEntry } from '../../errors/index.ts'
import type { WebhookSecretChanges, WebhookSecrets } from '../webhooks/target.ts'
import type { AlertRule, MailServer } from './alert-rule.ts'

/** What must never be printed, exported or logged. */
export interface MailSecrets {
  readonly password?: string
  readonly clientSecret?: string
  readonly refreshToken?: string
}
export type MailSecretChanges = { readonly [K in keyof MailSecrets]?: string | null | undefined }

/** How a mail server knows the user: by a password or by a token, or not at all. */
export interface MailLogin {
  readonly password?: string
  readonly accessToken?: string
}

/** A fault that a rule tells of: due, told, ended. */
export interface AlertItem {
  readonly rule: string
  readonly faultId: string
  readonly dueAt: Date
  /** The message that told of it first; `none` if it ended before that. */
  readonly toldBy?: string
  readonly lastToldAt?: Date
  readonly isOver: boolean
}

export const messageKinds = ['raised', 'reminder', 'ended', 'test'] as const
export type MessageKind = (typeof messageKinds)[number]

/**
 * `due` → `begun` → `last-byte` → `sent`. Until the last byte is let go the server cannot have
 * accepted it; after that a try is in doubt, and repeated once. `given-up` is the end of both.
 */
export const messageStates = ['due', 'begun', 'last-byte', 'sent', 'given-up'] as const
export type MessageState = (typeof messageStates)[number]

export interface AlertMessage {
  readonly id: string
  readonly rule: string
  readonly kind: MessageKind
  readonly faults: readonly string[]
  readonly createdAt: Date
  readonly state: MessageState
  readonly tries: number
  readonly doubts: number
  readonly nextTryAt: Date
  readonly sentAt?: Date
}

export interface AlertShelf {
  rules(): Promise<readonly AlertRule[]>
  findRule(name: string): Promise<{ readonly rule: AlertRule; readonly since: Date } | undefined>
  putRule(rule: AlertRule, since: Date, secrets?: WebhookSecretChanges): Promise<void>
  /** Of a rule that goes by webhook. */
  webhookSecrets(rule: string): Promise<WebhookSecrets>
  removeRule(name: string): Promise<void>
  server(): Promise<MailServer | undefined>
  /** @param secrets absent: the one that stands is kept; null: there is none. */
  putServer(server: MailServer, secrets?: MailSecretChanges): Promise<void>
  mailSecrets(): Promise<MailSecrets>
  /** Harmless if the rule has it already. */
  addItem(item: Pick<AlertItem, 'rule' | 'faultId' | 'dueAt'>): Promise<void>
  /** Those that are not over. */
  items(rule: string): Promise<readonly AlertItem[]>
  changeItem(
    item: Pick<AlertItem, 'rule' | 'faultId'>,
    change: Partial<Pick<AlertItem, 'toldBy' | 'lastToldAt' | 'isOver'>>,
  ): Promise<void>
  addMessage(message: AlertMessage): Promise<void>
  changeMessage(
    id: string,
    change: Partial<Pick<AlertMessage, 'state' | 'tries' | 'doubts' | 'nextTryAt' | 'sentAt'>>,
  ): Promise<void>
  /** Not sent and not given up, oldest first. */
  openMessages(): Promise<readonly AlertMessage[]>
  /** Newest first. */
  messages(query: {
    readonly rule?: string
    readonly limit: number
  }): Promise<readonly AlertMessage[]>
}

export interface AlertTables {
  readonly alerts: AlertShelf
}

/** A message as it is to go out, whichever way; its id is the same at each try. */
export interface AlertNotice {
  readonly id: string
  readonly rule: string
  readonly kind: MessageKind
  readonly at: Date
  /** One line. */
  readonly subject: string
  readonly text: string
  readonly faults: readonly NoticeFault[]
}

/** A fault as it is told, for who reads it by a program. */
export interface NoticeFault {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly status: FaultEntry['status']
  readonly at: Date
  readonly partner?: string
  readonly message: Readonly<Record<'ja' | 'en', string>>
  readonly remedy: Readonly<Record<'ja' | 'en', string>>
  /** That and how it ended. */
  readonly ended?: { readonly at: Date; readonly comment: string }
}

/** A mail as it is to go out. */
export type AlertMail = Pick<AlertNotice, 'id' | 'subject' | 'text' | 'at'> & {
  readonly to: readonly string[]
}

/** One way by which a message reaches people. */
export interface AlertCarrier {
  /**
   * @param onLastByte is awaited before the last bytes leave: until then the other side cannot
   * have accepted it
   * @throws HikyakuError if it is not known what became of it; AlertRefused if the other side
   * said that it does not take it
   */
  send(notice: AlertNotice, onLastByte: () => Promise<void>): Promise<void>
}

export interface MailRoom {
  /**
   * Sends a mail through the server.
   *
   * @param onLastByte is awaited before the last bytes leave.
   * @throws HikyakuError mail-failed; AlertRefused with one
   */
  send(
    server: MailServer & MailLogin,
    mail: AlertMail,
    onLastByte: () => Promise<void>,
  ): Promise<void>
}
