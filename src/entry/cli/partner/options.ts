import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import type { Partner, ServerPartner } from '../../../domain/partners/index.ts'
import { tlsVersions } from '../../../wire/tls/versions.ts'
import { oneOf, plainValue, repeated, wholeNumber } from '../arguments.ts'
import { addOption } from '../command.ts'
import type { Session } from '../session.ts'

/** What `--unset` (and `--no-…`) can clear. */
export const clearable = [
  'user',
  'password',
  'client-certificate',
  'trust',
  'subject',
  'proxy',
  'proxy-user',
  'proxy-password',
  'tls-server-name',
] as const

export type Clearable = (typeof clearable)[number]

/** The options of `partner add` and `partner set`, as parsed; `false` stands for `--no-…`. */
export interface PartnerOptions {
  readonly jxServer?: string
  readonly jxClient?: true
  readonly ownId?: string
  readonly partnerId?: string
  readonly from?: string
  readonly to?: string
  readonly user?: string | false
  readonly passwordFile?: string
  readonly clientCertificate?: string | false
  /** Of `set` only: the day from which the certificate takes the place of the present one. */
  readonly fromDate?: string
  readonly trust?: readonly string[] | false
  readonly subject?: string | false
  readonly edition?: Partner['edition']
  readonly formatType?: string
  readonly compress?: Partner['compress']
  readonly proxy?: string | false
  readonly proxyUser?: string | false
  readonly proxyPasswordFile?: string
  readonly timeout?: number
  readonly retries?: number
  readonly retryInterval?: number
  readonly tlsMin?: ServerPartner['tlsMin']
  readonly tlsMax?: ServerPartner['tlsMax']
  readonly tlsServerName?: string | false
  readonly unset?: readonly Clearable[]
}

/** Adds the options that `partner add` and `partner set` share. */
export function addPartnerOptions(command: Command, session: Session): void {
  addIdentity(command, session)
  addLogin(command, session)
  addServerOnly(command, session)
}

function addIdentity(command: Command, session: Session): void {
  const text = (name: string, help: Parameters<typeof addOption>[2]['help'], standard?: string) =>
    addOption<string>(command, session, {
      flags: `--${name} <text>`,
      help,
      parse: plainValue(`--${name}`),
      ...defined({ standard }),
    })
  text('own-id', 'option.own-id')
  text('partner-id', 'option.partner-id')
  text('from', 'option.from')
  text('to', 'option.to')
  text('format-type', 'option.format-type', 'SecondGenEDI')
  addOption(command, session, {
    flags: '--edition <year>',
    help: 'option.edition',
    parse: oneOf('--edition', ['2004', '2007']),
    words: ['2004', '2007'],
    standard: '2007',
  })
  addOption(command, session, {
    flags: '--compress <how>',
    help: 'option.compress',
    parse: oneOf('--compress', ['none', 'zip', 'gzip']),
    words: ['none', 'zip', 'gzip'],
    standard: 'none',
  })
}

function addLogin(command: Command, session: Session): void {
  addOption(command, session, {
    flags: '--user <user>',
    help: 'option.user',
    parse: plainValue('--user'),
  })
  addOption(command, session, { flags: '--password-file <file>', help: 'option.password-file' })
  addOption(command, session, {
    flags: '--trust <file>',
    help: 'option.trust',
    parse: repeated(plainValue('--trust', 4096)),
  })
  addOption(command, session, {
    flags: '--subject <name>',
    help: 'option.subject',
    parse: plainValue('--subject', 1000),
  })
  addOption(command, session, {
    flags: '--client-certificate <name>',
    help: 'option.client-certificate',
    parse: plainValue('--client-certificate'),
  })
}

function addServerOnly(command: Command, session: Session): void {
  const version = (name: 'tls-min' | 'tls-max', standard: string): void => {
    addOption(command, session, {
      flags: `--${name} <version>`,
      help: `option.${name}`,
      parse: oneOf(`--${name}`, tlsVersions),
      words: tlsVersions,
      standard,
    })
  }
  version('tls-min', 'TLSv1.2')
  version('tls-max', 'TLSv1.3')
  addOption(command, session, {
    flags: '--tls-server-name <name>',
    help: 'option.tls-server-name',
    parse: plainValue('--tls-server-name'),
  })
  addOption(command, session, {
    flags: '--proxy <url>',
    help: 'option.proxy',
    parse: plainValue('--proxy', 1000),
  })
  addOption(command, session, {
    flags: '--proxy-user <user>',
    help: 'option.proxy-user',
    parse: plainValue('--proxy-user'),
  })
  addOption(command, session, {
    flags: '--proxy-password-file <file>',
    help: 'option.proxy-password-file',
  })
  const number = (
    name: 'timeout' | 'retries' | 'retry-interval',
    range: { min: number; max: number; standard: string },
  ): void => {
    addOption(command, session, {
      flags: `--${name} <${name === 'retries' ? 'count' : 'seconds'}>`,
      help: `option.${name}`,
      parse: wholeNumber(`--${name}`, range),
      standard: range.standard,
    })
  }
  number('timeout', { min: 1, max: 3600, standard: '60' })
  number('retries', { min: 0, max: 100, standard: '3' })
  number('retry-interval', { min: 0, max: 86_400, standard: '10' })
}
