import type { ReactNode } from 'react'
import type { DocumentView, SlipSummaryView } from '../../../../src/entry/api/contract.ts'
import { figureText, slipDay } from '../../parts/figures.ts'
import { KindChip } from '../../parts/kind-chip.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { useWords, type Language, type Say } from '../../words/i18n.ts'
import { DocumentState } from './document-state.tsx'

/** What a document is, in the words of the trade where it is of 流通BMS. */
export function DocumentKind({ document }: { document: DocumentView }): ReactNode {
  const { language } = useWords()
  const { slips, box, documentType } = document
  return <KindChip out={box !== 'inbox'}>{slips?.title[language] ?? documentType}</KindChip>
}

export function FindingsWord(props: { findings: SlipSummaryView['findings'] }): ReactNode {
  const { t } = useWords()
  if (props.findings === undefined) return '–'
  const { errors, warnings } = props.findings
  if (errors > 0) {
    return <StateWord kind="fault">{t('findings.errors', { count: errors })}</StateWord>
  }
  if (warnings === 0) return <span className="quiet">{t('findings.none')}</span>
  return <StateWord kind="warning">{t('findings.warnings', { count: warnings })}</StateWord>
}

/** How many slips of an order were answered. */
export function AnsweredWord({ slips }: { slips: SlipSummaryView | undefined }): ReactNode {
  const { t } = useWords()
  if (slips?.answered === undefined) return '–'
  const { answered, slips: count } = slips
  if (answered === 0) return <StateWord kind="open">{t('answer.none-yet')}</StateWord>
  const kind = answered >= count ? 'done' : 'warning'
  return <StateWord kind={kind}>{t('answer.of', { answered, slips: count })}</StateWord>
}

/** Cleared, handed over, or how it stands on its way. */
export function Standing({ document }: { document: DocumentView }): ReactNode {
  const { t } = useWords()
  const { handedOver, state, clearedAt } = document
  if (clearedAt !== undefined) return <StateWord kind="off">{t('documents.cleared')}</StateWord>
  if (handedOver === undefined || state !== 'received') return <DocumentState state={state} />
  return <StateWord kind="done">{t('inbox.handed-over')}</StateWord>
}

export function deliveryText(slips: SlipSummaryView, language: Language): string {
  const { deliveryFrom, deliveryTo } = slips
  if (deliveryFrom === undefined) return '–'
  const first = slipDay(deliveryFrom, language)
  return deliveryTo === deliveryFrom || deliveryTo === undefined ? first : `${first} –`
}

interface Sum {
  readonly title: string
  readonly documents: number
  readonly slips: number
  readonly amount: number
}

/** The sums of a list by kind, never over kinds. */
export function sumsByKind(
  documents: readonly DocumentView[],
  language: Language,
  t: Say,
): readonly (readonly [kind: string, title: string, text: string])[] {
  const sums = new Map<string, Sum>()
  for (const { slips } of documents) {
    if (slips === undefined) continue
    const none = { title: slips.title[language], documents: 0, slips: 0, amount: 0 }
    const before = sums.get(slips.kind) ?? none
    sums.set(slips.kind, {
      ...before,
      documents: before.documents + 1,
      slips: before.slips + slips.slips,
      amount: before.amount + (slips.amount ?? 0),
    })
  }
  return [...sums].map(([kind, sum]) => [
    kind,
    sum.title,
    t('inbox.sum', {
      documents: figureText(sum.documents),
      slips: figureText(sum.slips),
      amount: figureText(sum.amount),
    }),
  ])
}
