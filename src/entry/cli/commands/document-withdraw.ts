import type { Command } from 'commander'

import { isHikyakuError } from '../../../errors/index.ts'
import { deeds, type Deed } from '../../../domain/exchange/document-states.ts'
import type { Station } from '../../../station/station.ts'
import { plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import type { Session } from '../session.ts'

/** `document cancel`, `hold` and `release`: of what was not sent or not taken yet. */
export function registerWithdrawals(group: Command, session: Session): void {
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
        for (const id of ids) await withdraw(session, station, id, { deed, reason })
      }),
    )
  }
}

const examples: Readonly<Record<Deed, string>> = {
  cancel: 'hikyaku document cancel D-261124-7F3K9Q2M4T --reason "数量の誤り"',
  hold: 'hikyaku document hold D-261124-7F3K9Q2M4T --reason "出荷日の確認中"',
  release: 'hikyaku document release D-261124-7F3K9Q2M4T --reason "確認済み"',
}

/** One that cannot be withdrawn is told; the others are withdrawn all the same. */
async function withdraw(
  session: Session,
  station: Station,
  id: string,
  order: { readonly deed: Deed; readonly reason: string },
): Promise<void> {
  const { withdrawDocument } = await import('../../../domain/exchange/index.ts')
  try {
    const { document, doubt } = await withdrawDocument(station, session.actor, id, order)
    const state = session.t(`state.${document.state}`)
    session.show(document, () => session.t('document.withdrawn', { document: id, state }))
    if (doubt !== undefined) session.report(doubt.name, doubt.params)
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    session.report(error.fault, error.params)
  }
}
