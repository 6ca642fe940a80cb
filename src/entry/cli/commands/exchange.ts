import type { Command } from 'commander'

import { HikyakuError } from '../../../errors/index.ts'
import type { Attempt, Exchange, ExchangeQuery } from '../../../domain/exchange/index.ts'
import { plainValue } from '../arguments.ts'
import { addCommand, addGroup, addOption } from '../command.ts'
import { addDays } from '../days.ts'
import { addLimit, printList } from '../print/list.ts'
import { programLines } from '../print/program-lines.ts'
import { facts, table } from '../print/table.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

export function registerExchange(program: Command, session: Session): void {
  const group = addGroup(program, session, 'exchange')
  registerList(group, session)
  registerShow(group, session)
}

function registerList(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'list',
    help: 'exchange.list',
    examples: ['hikyaku exchange list --partner retailer --limit 20'],
  })
  addOption(command, session, {
    flags: '--partner <name>',
    help: 'option.partner',
    parse: plainValue('--partner'),
  })
  addDays(command, session)
  addLimit(command, session)
  command.action((query: Pick<ExchangeQuery, 'partner' | 'from' | 'to' | 'limit'>) =>
    session.withStation(async ({ ledger }) => {
      const { t } = session
      await printList(
        session,
        query.limit,
        (limit) => ledger.exchanges.search({ ...query, limit }),
        {
          head: [
            t('label.id'),
            t('label.partner'),
            t('label.kind'),
            t('label.outcome'),
            t('label.documents'),
            t('label.started'),
            t('label.ended'),
          ],
          right: [4],
          row: (exchange) => [
            exchange.id,
            exchange.partner,
            t(`exchange.${exchange.kind}`),
            t(`outcome.${exchange.outcome ?? 'running'}`),
            String(exchange.documents),
            formatTime(exchange.startedAt),
            exchange.endedAt === undefined ? '-' : formatTime(exchange.endedAt),
          ],
        },
      )
    }),
  )
}

function registerShow(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'show <id>',
    help: 'exchange.show',
    arguments: { id: 'argument.exchange' },
    examples: ['hikyaku exchange show X-261124-7F3K9Q2M4T'],
  }).action((id: string) =>
    session.withStation(async ({ ledger }) => {
      const found = await ledger.exchanges.find(id)
      if (found === undefined) throw new HikyakuError('exchange-unknown', { exchange: id })
      const programs = await ledger.programRuns.ofExchange(id)
      const more = programs.length === 0 ? {} : { programs }
      session.show({ ...found.exchange, attempts: found.attempts, ...more }, () =>
        [
          exchangeFacts(found.exchange, session),
          attemptTable(found.attempts, session),
          ...(programs.length === 0 ? [] : [programLines(session, programs)]),
        ].join('\n'),
      )
    }),
  )
}

function exchangeFacts(exchange: Exchange, { t }: Session): string {
  return facts([
    [t('label.id'), exchange.id],
    [t('label.partner'), exchange.partner],
    [t('label.kind'), t(`exchange.${exchange.kind}`)],
    [t('label.outcome'), t(`outcome.${exchange.outcome ?? 'running'}`)],
    [t('label.documents'), String(exchange.documents)],
    [t('label.started'), formatTime(exchange.startedAt)],
    [t('label.ended'), exchange.endedAt === undefined ? undefined : formatTime(exchange.endedAt)],
  ])
}

function attemptTable(attempts: readonly Attempt[], { t }: Session): string {
  return table(
    [
      t('label.attempt'),
      t('label.operation'),
      t('label.outcome'),
      t('label.http'),
      t('label.sent'),
      t('label.received'),
      t('label.tls'),
      t('label.document'),
      t('label.fault'),
    ],
    attempts.map((attempt) => [
      attempt.id,
      `${attempt.operation} (${attempt.number})`,
      t(attempt.outcome === undefined ? 'outcome.running' : `attempt.${attempt.outcome}`),
      String(attempt.httpStatus ?? '-'),
      String(attempt.bytesSent),
      String(attempt.bytesReceived),
      attempt.handshake === undefined
        ? '-'
        : `${attempt.handshake.version} ${attempt.handshake.suite}`,
      attempt.documentId ?? '-',
      attempt.faultId ?? '-',
    ]),
    { right: [4, 5] },
  )
}
