import type { Command } from 'commander'

import type { Session } from '../session.ts'
import { addDocumentDeed } from './document-deed.ts'

const deeds = [
  {
    name: 'process',
    work: 'processDocument',
    done: 'document.processed',
    example: 'hikyaku document process D-261124-7F3K9Q2M4T --reason "取込プログラムを直した"',
  },
  {
    name: 'settle',
    work: 'settlePrograms',
    done: 'document.settled',
    example: 'hikyaku document settle D-261124-7F3K9Q2M4T --reason "取り込み済みを確認"',
  },
] as const

/** `document process` and `settle`: the programs of a document again, or closed by a person. */
export function registerProgramDeeds(group: Command, session: Session): void {
  for (const { name, work, done, example } of deeds) {
    addDocumentDeed(group, session, {
      name,
      help: `document.${name}`,
      example,
      work: async (station, document, reason) => {
        const flows = await import('../../../domain/flows/index.ts')
        const programs = await flows[work](station, session.actor, document, reason)
        session.show({ document, programs }, () =>
          session.t(done, { document, count: programs.length }),
        )
      },
    })
  }
}
