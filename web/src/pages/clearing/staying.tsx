import type { ReactNode } from 'react'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { figureText } from '../../parts/figures.ts'
import { Facts, Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'

/** What never goes, and how much of it is old enough by now. */
export function Staying(props: { staying: ResponseOf<'clearing.preview'>['staying'] }): ReactNode {
  const { t } = useWords()
  const rows = props.staying.map(
    ({ why, count }) =>
      [t(`clearing.why.${why}`), t('clearing.count', { count: figureText(count) })] as const,
  )
  return (
    <Section title={t('clearing.stays')}>
      <p className="hint">{t('clearing.stays-text')}</p>
      <div className="facts-wide">
        {rows.length === 0 ? <p>{t('clearing.none-stays')}</p> : <Facts rows={rows} />}
      </div>
    </Section>
  )
}
