import type { Command } from 'commander'

import { deeds, type Deed } from '../../../domain/exchange/document-states.ts'
import type { Session } from '../session.ts'
import { addDocumentDeed } from './document-deed.ts'

/** `document cancel`, `hold` and `release`: of what was not sent or not taken yet. */
export function registerWithdrawals(group: Command, session: Session): void {
  for (const deed of deeds) {
    addDocumentDeed(group, session, {
      name: deed,
      help: `document.${deed}`,
      example: examples[deed],
      work: async (station, id, reason) => {
        const { withdrawDocument } = await import('../../../domain/exchange/index.ts')
        const order = { deed, reason }
        const { document, doubt } = await withdrawDocument(station, session.actor, id, order)
        const state = session.t(`state.${document.state}`)
        session.show(document, () => session.t('document.withdrawn', { document: id, state }))
        if (doubt !== undefined) session.report(doubt.name, doubt.params)
      },
    })
  }
}

const examples: Readonly<Record<Deed, string>> = {
  cancel: 'hikyaku document cancel D-261124-7F3K9Q2M4T --reason "数量の誤り"',
  hold: 'hikyaku document hold D-261124-7F3K9Q2M4T --reason "出荷日の確認中"',
  release: 'hikyaku document release D-261124-7F3K9Q2M4T --reason "確認済み"',
}
