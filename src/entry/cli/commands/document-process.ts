import type { Command } from 'commander'

import type { ProgramRun } from '../../../domain/flows/index.ts'
import { isHikyakuError } from '../../../errors/index.ts'
import type { Station } from '../../../station/index.ts'
import { plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import type { Session } from '../session.ts'

const deeds = ['process', 'settle'] as const
type ProgramDeed = (typeof deeds)[number]

const examples: Readonly<Record<ProgramDeed, string>> = {
  process: 'hikyaku document process D-261124-7F3K9Q2M4T --reason "取込プログラムを直した"',
  settle: 'hikyaku document settle D-261124-7F3K9Q2M4T --reason "取り込み済みを確認"',
}

/** `document process` and `settle`: the programs of a document again, or closed by a person. */
export function registerProgramDeeds(group: Command, session: Session): void {
  for (const deed of deeds) {
    const command = addCommand(group, session, {
      name: `${deed} <ids...>`,
      help: `document.${deed}`,
      arguments: { ids: 'argument.documents' },
      examples: [examples[deed]],
    })
    addOption(command, session, {
      flags: '--reason <text>',
      help: 'option.withdrawal-reason',
      parse: plainValue('--reason', 1000),
      required: true,
    })
    command.action((ids: readonly string[], { reason }: { reason: string }) =>
      session.withStation(async (station) => {
        for (const id of ids) await change(session, station, { deed, id, reason })
      }),
    )
  }
}

/** One of which there is nothing to do is told; the others have their turn all the same. */
async function change(
  session: Session,
  station: Station,
  { deed, id, reason }: { deed: ProgramDeed; id: string; reason: string },
): Promise<void> {
  const { processDocument, settlePrograms } = await import('../../../domain/flows/index.ts')
  const work = deed === 'process' ? processDocument : settlePrograms
  try {
    const runs: readonly ProgramRun[] = await work(station, session.actor, id, reason)
    session.show({ document: id, programs: runs }, () =>
      session.t(deed === 'process' ? 'document.processed' : 'document.settled', {
        document: id,
        count: runs.length,
      }),
    )
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    session.report(error.fault, error.params)
  }
}
