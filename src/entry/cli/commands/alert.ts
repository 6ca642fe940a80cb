import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import type { AlertMessage, AlertRule } from '../../../domain/alerts/index.ts'
import { addRuleOptions, ruleInput, type RuleFlags } from '../alert/rule-options.ts'
import { readOauth2 } from '../alert/oauth2-file.ts'
import { badArgument, oneOf, plainValue, wholeNumber } from '../arguments.ts'
import { addCommand, addGroup, addOption } from '../command.ts'
import { addLimit, printList } from '../print/list.ts'
import { facts } from '../print/table.ts'
import { formatTime } from '../print/times.ts'
import { readSecret } from '../secret-file.ts'
import type { Session } from '../session.ts'

const business = () => import('../../../domain/alerts/index.ts')

/** Who is told of faults, by mail or by webhook (通知). */
export function registerAlert(program: Command, session: Session): void {
  const group = addGroup(program, session, 'alert')
  registerAdd(group, session)
  registerSet(group, session)
  registerList(group, session)
  registerShow(group, session)
  registerMail(group, session)
  registerTest(group, session)
  registerLog(group, session)
  addCommand(group, session, {
    name: 'remove <name>',
    help: 'alert.remove',
    arguments: { name: 'argument.alert' },
    examples: ['hikyaku alert remove ops'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { removeAlert } = await business()
      await removeAlert(station, session.actor, name)
      session.show({ removed: name }, () => session.t('alert.removed', { alert: name }))
    }),
  )
}

function registerAdd(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'add <name>',
    help: 'alert.add',
    arguments: { name: 'argument.alert' },
    examples: [
      'hikyaku alert add ops --mail edi@maker.example,boss@maker.example',
      'hikyaku alert add chat --webhook-file url.txt --shape teams',
      'hikyaku alert add own --webhook https://erp.maker.example/edi --secret-file secret.txt',
    ],
  })
  addRuleOptions(command, session)
  command.action((name: string, flags: RuleFlags) =>
    session.withStation(async (station) => {
      const { putAlert } = await business()
      if ((await station.ledger.alerts.findRule(name)) !== undefined) {
        throw badArgument('name', {
          en: `there is an alert ${name} already`,
          ja: `通知 ${name} は既にあります`,
        })
      }
      const input = await ruleInput(session, { name }, flags)
      const rule = await putAlert(station, session.actor, input)
      session.show(rule, () => session.t('alert.added', { alert: name }))
    }),
  )
}

function registerSet(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'set <name>',
    help: 'alert.set',
    arguments: { name: 'argument.alert' },
    examples: ['hikyaku alert set ops --severity fault'],
  })
  addRuleOptions(command, session)
  command.action((name: string, flags: RuleFlags) =>
    session.withStation(async (station) => {
      const { findAlert, putAlert } = await business()
      const { ended, ...typed } = flags
      // The flag is true unless --no-ended is typed.
      const input = await ruleInput(session, await findAlert(station, name), {
        ...typed,
        ...(ended === false ? { ended } : {}),
      })
      const rule = await putAlert(station, session.actor, input)
      session.show(rule, () => session.t('alert.changed', { alert: name }))
    }),
  )
}

/** Where a rule tells it: addresses, or the server of a webhook. */
function wayOf({ mail, webhook }: AlertRule): string {
  return webhook === undefined ? mail.join(', ') : `${webhook.server} (${webhook.shape})`
}

function registerList(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'list',
    help: 'alert.list',
    examples: ['hikyaku alert list'],
  })
  addLimit(command, session)
  command.action(({ limit }: { readonly limit?: number }) =>
    session.withStation(async (station) => {
      const rules = await station.ledger.alerts.rules()
      await printList(session, limit, (most) => Promise.resolve(rules.slice(0, most)), {
        head: [session.t('label.alert'), session.t('label.told-to'), session.t('label.severity')],
        row: (rule) => [rule.name, wayOf(rule), session.t(`fault.${rule.severity}`)],
        json: (rule) => rule,
      })
    }),
  )
}

function registerShow(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'show <name>',
    help: 'alert.show',
    arguments: { name: 'argument.alert' },
    examples: ['hikyaku alert show ops'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { findAlert } = await business()
      const rule = await findAlert(station, name)
      const server = await station.ledger.alerts.server()
      session.show({ ...rule, ...defined({ server }) }, () => ruleText(session, rule, server))
    }),
  )
}

function ruleText(
  { t }: Session,
  rule: AlertRule,
  server: { readonly host: string; readonly port: number } | undefined,
): string {
  return facts([
    [t('label.alert'), rule.name],
    [t('label.told-to'), wayOf(rule)],
    [t('label.proxy'), rule.webhook?.proxy],
    [t('label.severity'), t(`fault.${rule.severity}`)],
    [t('label.partner'), rule.partner],
    [t('label.flow'), rule.flow],
    [t('label.hours'), rule.hours],
    [t('label.mail-server'), rule.webhook === undefined ? serverText(server) : undefined],
  ])
}

function serverText(server: { readonly host: string; readonly port: number } | undefined): string {
  return server === undefined ? '-' : `${server.host}:${server.port}`
}

interface MailFlags {
  readonly host?: string
  readonly port?: number
  readonly tls?: 'starttls' | 'implicit' | 'none'
  readonly user?: string
  readonly passwordFile?: string
  readonly oauth2File?: string
  readonly from?: string
}

function registerMail(group: Command, session: Session): void {
  const ways = ['starttls', 'implicit', 'none'] as const
  const command = addCommand(group, session, {
    name: 'mail',
    help: 'alert.mail',
    examples: [
      'hikyaku alert mail --host smtp.maker.example --port 587 --from edi@maker.example --user edi --password-file mail.txt',
    ],
  })
  const plans = [
    { flags: '--host <host>', help: 'option.mail-host', parse: plainValue('--host') },
    { flags: '--from <address>', help: 'option.mail-from', parse: plainValue('--from') },
  ] as const
  for (const plan of plans) addOption(command, session, { ...plan, required: true })
  addOption(command, session, {
    flags: '--port <port>',
    help: 'option.mail-port',
    parse: wholeNumber('--port', { min: 1, max: 65_535 }),
    standard: '587',
  })
  addOption(command, session, {
    flags: '--tls <way>',
    help: 'option.mail-tls',
    parse: oneOf('--tls', ways),
    words: ways,
    standard: 'starttls',
  })
  addOption(command, session, {
    flags: '--user <user>',
    help: 'option.mail-user',
    parse: plainValue('--user'),
  })
  addOption(command, session, { flags: '--password-file <file>', help: 'option.mail-password' })
  addOption(command, session, { flags: '--oauth2-file <file>', help: 'option.mail-oauth2' })
  command.action(({ passwordFile, oauth2File, port = 587, ...server }: MailFlags) =>
    session.withStation(async (station) => {
      const { setMailServer } = await business()
      const password =
        passwordFile === undefined
          ? undefined
          : await readSecret(session, '--password-file', passwordFile)
      const tokens = oauth2File === undefined ? {} : await readOauth2(session, oauth2File)
      const set = await setMailServer(station, session.actor, {
        ...server,
        port,
        ...tokens,
        ...defined({ password }),
      })
      session.show(set, () => session.t('alert.mail-set', { host: set.host }))
    }),
  )
}

function registerTest(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'test <name>',
    help: 'alert.test',
    arguments: { name: 'argument.alert' },
    examples: ['hikyaku alert test ops'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { sendTest } = await business()
      const message = await sendTest(station, name)
      session.show(message, () => session.t(`alert.test-${message.state}`, { alert: name }))
      const standing = await station.ledger.standing.find(`alert ${name}`)
      if (message.state === 'sent' || standing === undefined) return
      const fault = await station.ledger.faults.find(standing.faultId)
      if (fault !== undefined) session.mention(fault.name, fault.params)
      session.endWith(4)
    }),
  )
}

function registerLog(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'log',
    help: 'alert.log',
    examples: ['hikyaku alert log', 'hikyaku alert log --unsent'],
  })
  addOption(command, session, { flags: '--unsent', help: 'option.alert-unsent' })
  addLimit(command, session)
  command.action(({ limit, unsent }: { readonly limit?: number; readonly unsent?: boolean }) =>
    session.withStation(async (station) => {
      const { alerts } = station.ledger
      const rows = (most: number): Promise<readonly AlertMessage[]> =>
        unsent === true ? alerts.openMessages() : alerts.messages({ limit: most })
      await printList(session, limit, rows, {
        head: (['created', 'alert', 'kind', 'state', 'number-of-faults'] as const).map((key) =>
          session.t(`label.${key}`),
        ),
        row: ({ createdAt, rule, kind, state, faults }) => [
          formatTime(createdAt),
          rule,
          session.t(`message.${kind}`),
          session.t(`message.${state}`),
          String(faults.length),
        ],
        json: (message) => message,
      })
    }),
  )
}
