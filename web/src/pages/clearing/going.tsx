import type { ReactNode } from 'react'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { figureText } from '../../parts/figures.ts'
import { sizeText } from '../../parts/moment.ts'
import { Facts, Section } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords, type Say } from '../../words/i18n.ts'
import type { FlowDays } from './days.tsx'
import { OldDocuments } from './old-documents.tsx'
import { RangeFields } from './range.tsx'
import type { Range } from './range-text.ts'

type Preview = ResponseOf<'clearing.preview'>
type Counts = Pick<Preview, 'payloads' | 'bytes' | 'records' | 'history'>

const topics = ['documents', 'exchanges', 'faults', 'overview', 'slips', 'clearing', 'audit']

/** What a clearing would remove now: how many, how much, and how old; and that it is done. */
export function Going(props: {
  preview: Preview
  flows: readonly FlowDays[]
  range: Range
  /** What is typed of the range is no range: nothing can be cleared by it. */
  isWrong: boolean
}): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const run = useChange('clearing.run', topics)
  const { preview, flows, range, isWrong } = props
  const rows = countsOf(preview, t)
  const isSet = flows.length > 0 || clearsAnything(preview) || range.before !== undefined
  return (
    <Section title={t('clearing.going')}>
      <div className="stack wide facts-wide">
        <p className="hint">{t('clearing.range-text')}</p>
        <RangeFields />
        <div role="status">{run.data !== undefined && <Done report={run.data} />}</div>
        {rows.length === 0 && <p>{t(isSet ? 'clearing.nothing' : 'clearing.nothing-set')}</p>}
        {rows.length > 0 && <Facts rows={rows} />}
        <OldDocuments preview={preview} />
        {may && rows.length > 0 && !isWrong && (
          <div className="actions">
            <ConfirmButton
              label={t('clearing.run')}
              title={t('clearing.run-title')}
              text={t('clearing.run-text', { all: said(rows) })}
              change={run}
              request={{ body: range }}
              danger
            />
          </div>
        )}
      </div>
    </Section>
  )
}

/** Records go after their bytes, message ids after their records: alone they clear nothing. */
function clearsAnything({ settings }: Preview): boolean {
  const { payloadDays, exchangeDays, faultDays, outputDays, auditDays } = settings
  return [payloadDays, exchangeDays, faultDays, outputDays, auditDays].some(Boolean)
}

type Rows = readonly (readonly [name: string, count: string])[]

/** Of which kind how many; a kind of which nothing goes is left out. */
function countsOf({ payloads, bytes, records, history }: Counts, t: Say): Rows {
  const counts = { payloads, records, ...history }
  return Object.entries(counts).flatMap(([kind, count]) => {
    if (count === 0) return []
    const slots = { count: figureText(count), size: sizeText(bytes) }
    const word = kind === 'payloads' ? 'clearing.with-size' : 'clearing.count'
    return [[t(`clearing.${kind as keyof typeof counts}`), t(word, slots)] as const]
  })
}

function said(rows: Rows): string {
  return rows.map((row) => row.join(' ')).join(', ')
}

function Done({ report }: { report: ResponseOf<'clearing.run'> }): ReactNode {
  const { t } = useWords()
  const { waitForBackup: count } = report
  const rows = countsOf(report, t)
  // Somebody else may have done it meanwhile.
  if (rows.length === 0) return null
  return (
    <>
      <p>{t('clearing.done', { all: said(rows) })}</p>
      {count > 0 && <p>{t('clearing.waits', { count })}</p>}
    </>
  )
}
