import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { HoldView } from '../../../src/entry/api/contract.ts'
import { useWords } from '../words/i18n.ts'
import { StateWord } from './mark.tsx'
import { momentText } from './moment.ts'

/** Who put a flow or a partner on hold, when and why; a flow’s may be that of its partner. */
export function HoldStrip(props: { hold: HoldView; partner?: string }): ReactNode {
  const { t, language } = useWords()
  const { hold, partner } = props
  const said = { by: hold.by, at: momentText(hold.at, language), reason: hold.reason }
  return (
    <div className="hold-strip">
      <StateWord kind="hold">
        {t(hold.of === 'partner' ? 'partners.held-by' : 'flows.held-by', said)}
      </StateWord>
      {hold.until !== undefined && (
        <> {t('partners.held-until', { at: momentText(hold.until, language) })}</>
      )}
      {hold.of === 'partner' && partner !== undefined && (
        <>
          {' '}
          <Link href={`/partners/${encodeURIComponent(partner)}`}>{partner}</Link>
        </>
      )}
    </div>
  )
}
