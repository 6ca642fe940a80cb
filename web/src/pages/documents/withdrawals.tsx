import type { ReactNode } from 'react'
import type { Deed } from '../../../../src/domain/exchange/document-states.ts'
import { useChange } from '../../api/queries.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useWords } from '../../words/i18n.ts'

/** What can be done with a document that was not sent or not taken yet; each asks why. */
export function Withdrawals({ id, deeds }: { id: string; deeds: readonly Deed[] }): ReactNode {
  return deeds.map((deed) => <Withdrawal key={deed} id={id} deed={deed} />)
}

const routes = {
  cancel: 'documents.cancel',
  hold: 'documents.hold',
  release: 'documents.release',
} as const satisfies Record<Deed, string>

function Withdrawal({ id, deed }: { id: string; deed: Deed }): ReactNode {
  const { t } = useWords()
  return (
    <ReasonButton
      label={t(`document.${deed}`)}
      title={t(`document.${deed}-title`)}
      text={t(`document.${deed}-text`)}
      change={useChange(routes[deed], ['documents', 'overview', 'faults'])}
      request={(reason) => ({ params: { id }, body: { reason } })}
      danger={deed === 'cancel'}
    />
  )
}
