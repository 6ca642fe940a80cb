import type { Command } from 'commander'
import { defined } from '../../../base/defined.ts'
import type { Flow, PreviewedSlot } from '../../../domain/flows/index.ts'
import type { Station } from '../../../station/index.ts'
import { plainValue, wholeNumber } from '../arguments.ts'
import { addCommand, addGroup, addOption } from '../command.ts'
import { flowFacts, kindText } from '../flow/flow-text.ts'
import { nextRuns, runsTable, sayNext } from '../flow/next-runs.ts'
import { addLimit, printList } from '../print/list.ts'
import type { Session } from '../session.ts'
import { registerAdd, registerSet } from './flow-change.ts'
import { registerRun } from './flow-run.ts'
import { registerSkip } from './flow-skip.ts'
import { registerHolds } from './hold.ts'

/** Loaded late: the start of every command must not load the business. */
const business = () => import('../../../domain/flows/index.ts')

/** What the station does by itself with one kind of document (業務). */
export function registerFlow(program: Command, session: Session): void {
  const group = addGroup(program, session, 'flow')
  registerAdd(group, session)
  registerList(group, session)
  registerShow(group, session)
  registerNext(group, session)
  registerSet(group, session)
  registerRun(group, session)
  registerHolds(group, session, 'flow')
  registerSkip(group, session)
  addCommand(group, session, {
    name: 'remove <name>',
    help: 'flow.remove',
    arguments: { name: 'argument.flow' },
    examples: ['hikyaku flow remove 発注受信'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { removeFlow } = await business()
      await removeFlow(station, session.actor, name)
      session.show({ removed: name }, () => session.t('flow.removed', { flow: name }))
    }),
  )
}

function registerList(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'list',
    help: 'flow.list',
    examples: ['hikyaku flow list'],
  })
  addLimit(command, session)
  command.action(({ limit }: { readonly limit?: number }) =>
    session.withStation(async (station) => {
      const all = await nextOf(station)
      await printList(session, limit, (most) => Promise.resolve(all.slice(0, most)), {
        head: (['flow', 'partner', 'direction', 'kind', 'next-run'] as const).map((key) =>
          session.t(`label.${key}`),
        ),
        row: ({ flow, slots: [slot] }) => [
          flow.name,
          flow.partner,
          session.t(`direction.${flow.direction}`),
          kindText(session, flow),
          flow.hold === undefined ? (slot?.local.slice(0, 16) ?? '') : session.t('flow.on-hold'),
        ],
        json: ({ flow, slots: [slot] }) => ({
          ...flow,
          ...defined({ next: slot?.at }),
        }),
      })
    }),
  )
}

async function nextOf(
  station: Station,
): Promise<readonly { flow: Flow; slots: readonly PreviewedSlot[] }[]> {
  const flows = await station.ledger.flows.list()
  return Promise.all(
    flows.map(async (flow) => ({ flow, slots: await nextRuns(station, flow, { count: 1 }) })),
  )
}

function registerShow(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'show <name>',
    help: 'flow.show',
    arguments: { name: 'argument.flow' },
    examples: ['hikyaku flow show 発注受信'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { findFlow } = await business()
      const flow = await findFlow(station, name)
      session.show(flow, () => flowFacts(session, flow))
      await sayNext(session, station, flow)
    }),
  )
}

function registerNext(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'next <name>',
    help: 'flow.next',
    arguments: { name: 'argument.flow' },
    examples: [
      'hikyaku flow next 発注受信',
      'hikyaku flow next 支払受信 --count 24 --after 2027-01-01',
    ],
  })
  addOption(command, session, {
    flags: '--count <count>',
    help: 'option.flow-count',
    parse: wholeNumber('--count', { min: 1, max: 1000 }),
    standard: '20',
  })
  addOption(command, session, {
    flags: '--after <date>',
    help: 'option.flow-after',
    parse: plainValue('--after'),
  })
  command.action((name: string, { count = 20, after }: { count?: number; after?: string }) =>
    session.withStation(async (station) => {
      const { findFlow } = await business()
      const flow = await findFlow(station, name)
      const slots = await nextRuns(station, flow, {
        count,
        ...defined({ after }),
      })
      for (const slot of slots) session.emit(slot)
      if (!session.json) session.say(runsTable(session, slots))
    }),
  )
}
