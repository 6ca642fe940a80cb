import type { Command } from 'commander'

import {
  catalogue,
  faultNameOf,
  faultActions,
  faultText,
  HikyakuError,
  sideOf,
  type FaultEntry,
} from '../../../errors/index.ts'
import { withTimes } from '../../../domain/exchange/faults.ts'
import type { Fault } from '../../../domain/exchange/attempt.ts'
import type { FaultLog } from '../../../domain/exchange/ports.ts'
import type { FaultQuery } from '../../../domain/exchange/search.ts'
import { plainValue } from '../arguments.ts'
import { addCommand, addGroup, addOption } from '../command.ts'
import { addDays } from '../days.ts'
import { faultJson } from '../print/fault-text.ts'
import { addLimit, printList } from '../print/list.ts'
import { facts } from '../print/table.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'
import { registerFaultAcknowledge } from './fault-acknowledge.ts'

export function registerFault(program: Command, session: Session): void {
  const group = addGroup(program, session, 'fault')
  registerList(group, session)
  registerShow(group, session)
  registerFaultAcknowledge(group, session)
}

function registerList(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'list',
    help: 'fault.list',
    examples: ['hikyaku fault list --open', 'hikyaku fault list --partner retailer --json'],
  })
  addOption(command, session, {
    flags: '--partner <name>',
    help: 'option.partner',
    parse: plainValue('--partner'),
  })
  addOption(command, session, { flags: '--open', help: 'option.open' })
  addDays(command, session)
  addLimit(command, session)
  command.action((query: Pick<FaultQuery, 'partner' | 'open' | 'from' | 'to' | 'limit'>) =>
    session.withStation(async ({ ledger }) => {
      const { t, language } = session
      await printList(session, query.limit, (limit) => ledger.faults.search({ ...query, limit }), {
        head: [
          t('label.fault'),
          t('label.at'),
          t('label.status'),
          t('label.number'),
          t('label.partner'),
          t('label.times'),
          t('label.message'),
        ],
        row: (fault) => [
          fault.id,
          formatTime(fault.at),
          t(`fault.${entryOf(fault).status}`),
          entryOf(fault).id,
          fault.partner ?? '-',
          String(withTimes(fault).times),
          faultText(fault.name, fault.params, language).message,
        ],
        json: (fault) => faultJson(fault, language),
      })
    }),
  )
}

function registerShow(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'show <id>',
    help: 'fault.show',
    arguments: { id: 'argument.fault' },
    examples: ['hikyaku fault show F-261124-7F3K9Q2M4T', 'hikyaku fault show 20101137'],
  }).action((id: string) =>
    session.withStation(async ({ ledger }) => {
      const fault = await findFault(ledger.faults, id)
      // Loaded here, so that the list answers at once.
      const { handshakeOfFault } = await import('../../../domain/handshakes/index.ts')
      const { handshakeJson, handshakeText } = await import('../print/handshake-text.ts')
      const handshake = await handshakeOfFault(ledger, fault)
      const { message } = faultText(fault.name, fault.params, session.language)
      const json = faultJson(fault, session.language)
      session.show(
        handshake === undefined ? json : { ...json, handshake: handshakeJson(handshake) },
        () =>
          [
            faultFacts(fault, session, handshake?.explanation !== undefined),
            ...(handshake === undefined ? [] : ['', handshakeText(handshake, session, message)]),
          ].join('\n'),
      )
    }),
  )
}

/** By its own id, or the newest under an ID of the catalogue, which operators know by heart. */
async function findFault(faults: FaultLog, id: string): Promise<Fault> {
  const name = faultNameOf(id)
  const [newest] = name === undefined ? [] : await faults.search({ name, limit: 1 })
  const fault = newest ?? (await faults.find(id))
  if (fault === undefined) throw new HikyakuError('fault-unknown', { faultId: id })
  return fault
}

/** @param explained whether side and text for the partner follow with the explanation */
function faultFacts(fault: Fault, session: Session, explained: boolean): string {
  const { t, language, typed } = session
  const { message, remedy, tell } = faultText(fault.name, fault.params, language)
  const { id, status } = entryOf(fault)
  return facts([
    [t('label.status'), t(`fault.${status}`)],
    [t('label.number'), id],
    [t('label.message'), message],
    [t('label.remedy'), remedy],
    ...faultActions(fault).map(({ command }) => ['', typed(command)] as const),
    [t('label.tell'), explained ? undefined : tell],
    [t('label.side'), explained ? undefined : t(`side.${sideOf(fault.name, fault.params)}`)],
    [t('label.at'), formatTime(fault.at)],
    [t('label.times'), repeatedText(fault, t)],
    [t('label.fault'), fault.id],
    [t('label.partner'), fault.partner],
    [t('label.exchange'), fault.exchangeId],
    [t('label.attempt'), fault.attemptId],
    [t('label.document'), fault.documentId],
    [t('label.acknowledged'), acknowledgedText(fault)],
  ])
}

function repeatedText({ repeated }: Fault, t: Session['t']): string | undefined {
  if (repeated === undefined) return undefined
  const { times, lastAt } = repeated
  return t('fault.times', { times, last: formatTime(lastAt) })
}

function acknowledgedText({ acknowledged }: Fault): string | undefined {
  if (acknowledged === undefined) return undefined
  const { at, by, comment } = acknowledged
  return `${formatTime(at)} ${by}: ${comment}`
}

function entryOf(fault: Fault): FaultEntry {
  return catalogue[fault.name]
}
