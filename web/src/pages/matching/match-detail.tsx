import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { MatchSlipView, OpenedSlipView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { figureText } from '../../parts/figures.ts'
import { Loading } from '../../parts/loading.tsx'
import { useWords } from '../../words/i18n.ts'
import { SettleForm } from './settle-form.tsx'
import { signedText } from './signed-text.ts'

/** A slip opened: its lines through the stages at the left, what is said of it at the right. */
export function MatchDetail(props: { partner: string; slip: MatchSlipView }): ReactNode {
  const { partner, slip } = props
  const params = { partner, key: slip.key }
  const { data, error, refetch } = useRead('matching.slip', { params })
  if (error !== null) return <ErrorNote failure={error} again={() => void refetch()} />
  if (data === undefined) return <Loading />
  return (
    <div className="match-opened">
      <div className="match-lines-frame">
        <Lines opened={data} />
        <About opened={data} />
      </div>
      <SettleForm key={slip.settled?.id ?? ''} partner={partner} slip={slip} opened={data} />
    </div>
  )
}

const quantityStages = ['order', 'shipment', 'receiving'] as const

function Lines({ opened: { lines } }: { opened: OpenedSlipView }): ReactNode {
  const { t } = useWords()
  if (lines.length === 0) return <p className="quiet">{t('match.no-lines')}</p>
  const stages = quantityStages.filter((stage) =>
    lines.some(({ quantities }) => quantities.some((one) => one.stage === stage)),
  )
  return (
    <table className="match-lines" aria-label={t('match.goods')}>
      <thead>
        <tr>
          <th scope="col" className="figure">
            {t('match.line')}
          </th>
          <th scope="col">{t('match.goods')}</th>
          <th scope="col" className="figure match-wide">
            {t('match.unit-price')}
          </th>
          {stages.map((stage) => (
            <th key={stage} scope="col" className="figure">
              {t(`match.stage.${stage}`)}
            </th>
          ))}
          <th scope="col" className="figure">
            {t('match.difference')}
          </th>
          <th scope="col" className="match-wide">
            {t('match.reason')}
          </th>
          <th scope="col" className="figure">
            {t('match.amount-difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineRow key={line.line} line={line} stages={stages} />
        ))}
      </tbody>
    </table>
  )
}

function LineRow(props: {
  line: OpenedSlipView['lines'][number]
  stages: readonly (typeof quantityStages)[number][]
}): ReactNode {
  const { language } = useWords()
  const { line, stages } = props
  const { unitPrice, quantities, difference, amountDifference, reason } = line
  const wrong = Number(difference) === 0 ? '' : ' match-wrong'
  return (
    <tr>
      <td className="figure">{line.line}</td>
      <td>
        <b>{line.name === '' ? line.code : line.name}</b>
      </td>
      <td className="figure match-wide">
        {unitPrice === undefined ? '–' : figureText(unitPrice, 'kept')}
      </td>
      {stages.map((stage) => (
        <td key={stage} className="figure">
          {figureText(quantities.find((one) => one.stage === stage)?.quantity ?? '–')}
        </td>
      ))}
      <td className={`figure${wrong}`}>{signedText(difference)}</td>
      <td className="match-wide">
        {reason === undefined ? '–' : `${reason.code} ${reason.label?.[language] ?? ''}`}
      </td>
      <td className={`figure${wrong}`}>
        {amountDifference === undefined ? '–' : signedText(amountDifference)}
      </td>
    </tr>
  )
}

/** Where it stands, and what else belongs to it. */
function About({ opened }: { opened: OpenedSlipView }): ReactNode {
  const { t, language } = useWords()
  const { slip, documents, verified, corrections } = opened
  return (
    <p className="match-about">
      {documents.map(({ stage, documentId, place }) => (
        <Link
          key={`${documentId} ${place}`}
          href={`/documents/${encodeURIComponent(documentId)}?slip=${place}`}
        >
          {t(`match.stage.${stage}`)}
        </Link>
      ))}
      {verified.map(({ code, label }) => (
        <span key={code}>
          {t('match.verified')} {code} {label?.[language] ?? ''}
        </span>
      ))}
      {slip.origin !== undefined && <span>{t('match.origin', { number: slip.origin })}</span>}
      {corrections.length > 0 && (
        <span>
          {t('match.corrections')} {corrections.join(', ')}
        </span>
      )}
    </p>
  )
}
