import type { Command } from 'commander'
import type { SlotRecord } from '../../../domain/flows/index.ts'
import type { Station } from '../../../station/index.ts'
import { addCommand } from '../command.ts'
import { interruptible } from '../interrupt.ts'
import type { Session } from '../session.ts'

/** Loaded late: the start of every command must not load the business. */
const business = () => import('../../../domain/flows/index.ts')

/** `flow run`. */
export function registerRun(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'run <name>',
    help: 'flow.run',
    arguments: { name: 'argument.flow' },
    examples: ['hikyaku flow run 発注受信'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { findFlow } = await business()
      const { exchangesOf, programsOf, runFlowNow } = await import('../../../station/index.ts')
      const flow = await findFlow(station, name)
      await interruptible(session, async (signal) => {
        const parts = {
          context: station,
          exchanges: exchangesOf(station),
          programs: programsOf(station),
        }
        const run = await runFlowNow(parts, flow, signal)
        session.show(run, () =>
          session.t(
            `flow.ran-${run.state === 'done' || run.state === 'warning' ? run.state : 'failed'}`,
            {
              flow: name,
              count: run.documents,
            },
          ),
        )
        await reportFault(session, station, run)
      })
    }),
  )
}

/** Why a run did not end well, and with which status. */
async function reportFault(session: Session, station: Station, run: SlotRecord): Promise<void> {
  if (run.state === 'done') return
  const fault =
    run.faultId === undefined ? undefined : await station.ledger.faults.find(run.faultId)
  if (fault !== undefined) session.mention(fault.name, fault.params)
  session.endWith(run.state === 'warning' ? 1 : 4)
}
