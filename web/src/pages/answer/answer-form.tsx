import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type {
  DocumentView,
  OrderSheetView,
  ResponseOf,
} from '../../../../src/entry/api/contract.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { figureText } from '../../parts/figures.ts'
import { StateWord } from '../../parts/mark.tsx'
import { Page } from '../../parts/page.tsx'
import { useKeys } from '../../parts/use-keys.ts'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { deliveryText } from '../documents/slip-summary.tsx'
import { AnswerSide } from './answer-side.tsx'
import { AnswerTable } from './answer-table.tsx'
import { focusLine } from './focus-line.ts'
import { AnsweredNote, SendDialog, SentNote } from './sending.tsx'
import { useAnswer, type AnswerState, type Filter } from './use-answer.ts'

const filters: readonly Filter[] = ['open', 'short', 'blocked', 'all']

interface FormProps {
  readonly document: DocumentView
  readonly sheet: OrderSheetView
}

export function AnswerForm({ document, sheet }: FormProps): ReactNode {
  const { t } = useWords()
  const may = useMay('operator')
  const [sent, setSent] = useState<ResponseOf<'documents.answer'>>()
  const [reopened, setReopened] = useState(false)
  const isAnswered = sheet.slips.some(({ answeredBy }) => answeredBy.length > 0)
  const locked = !may || sent !== undefined || (isAnswered && !reopened)
  const answer = useAnswer(document.id, sheet, locked)
  const [asking, setAsking] = useState(false)
  const { openCount, findings, tried } = answer
  const ready = !locked && openCount === 0 && findings.length === 0 && tried.isFresh
  useKeys({
    F8: () => goToFinding(answer),
    F9: () => ready && setAsking(true),
  })
  const page = (
    <Page
      title={t('ship.title', { partner: document.partner })}
      back={{ to: `/documents/${encodeURIComponent(document.id)}`, title: t('slip.tab.slips') }}
      below={<OrderLine document={document} sheet={sheet} />}
      actions={<Progress answer={answer} />}
      tall
    >
      {sent !== undefined && <SentNote sent={sent} />}
      {sent === undefined && isAnswered && !reopened && (
        <AnsweredNote sheet={sheet} reopen={() => setReopened(true)} />
      )}
      {!locked && <Tools answer={answer} />}
      {tried.failure !== null && <ErrorNote failure={tried.failure} />}
      <div className="answer-split">
        <AnswerTable answer={answer} locked={locked} />
        <AnswerSide answer={answer} />
      </div>
      {!locked && (
        <Bar answer={answer} document={document} ready={ready} ask={() => setAsking(true)} />
      )}
    </Page>
  )
  return (
    <>
      {page}
      <SendDialog
        opened={asking}
        close={() => setAsking(false)}
        document={document}
        answer={answer}
        again={reopened}
        onSent={(shipment) => {
          answer.clear()
          setSent(shipment)
        }}
      />
    </>
  )
}

/** To the line after the one in hand that cannot be sent, or to the first. */
function goToFinding({ findings }: AnswerState): void {
  const lines = findings.flatMap(({ place, linePlace }) =>
    place === undefined || linePlace === undefined ? [] : [{ place, line: linePlace }],
  )
  const here = document.activeElement?.closest<HTMLElement>('[data-line]')?.dataset['line'] ?? ''
  const at = lines.findIndex(({ place, line }) => `${place}/${line}` === here)
  const next = lines[(at + 1) % Math.max(1, lines.length)]
  if (next !== undefined) focusLine(next)
}

function OrderLine({ document: { slips }, sheet }: FormProps): ReactNode {
  const { t, language } = useWords()
  const lines = sheet.slips.reduce((sum, slip) => sum + slip.lines.length, 0)
  return (
    <p className="page-line">
      <span>
        {t('ship.line', { slips: figureText(sheet.slips.length), lines: figureText(lines) })}
      </span>
      {slips !== undefined && (
        <span>
          {t('inbox.delivery')} <b>{deliveryText(slips, language)}</b>
        </span>
      )}
      <span className="quiet">{t('ship.kept')}</span>
    </p>
  )
}

function Progress({ answer: { openCount, counts } }: { answer: AnswerState }): ReactNode {
  const { t } = useWords()
  const done = counts.all - openCount
  return (
    <p className="answer-progress" role="status">
      {t('ship.done', { done: figureText(done), slips: figureText(counts.all) })}
    </p>
  )
}

function Tools({ answer }: { answer: AnswerState }): ReactNode {
  const { t } = useWords()
  const open = answer.sheet.slips.filter(({ place }) => !answer.draft.done.includes(place))
  return (
    <div className="answer-tools">
      <Button.Group aria-label={t('ship.filter')}>
        {filters.map((filter) => (
          <Button
            key={filter}
            size="sm"
            variant={filter === answer.filter ? 'light' : 'default'}
            aria-pressed={filter === answer.filter}
            onClick={() => answer.show(filter)}
          >
            {t(`ship.filter.${filter}`)}&nbsp;<b>{answer.counts[filter]}</b>
          </Button>
        ))}
      </Button.Group>
      <TextInput
        type="search"
        size="sm"
        aria-label={t('ship.find')}
        placeholder={t('ship.find')}
        value={answer.text}
        onChange={(event) => answer.find(event.currentTarget.value)}
      />
      <Button
        variant="default"
        size="sm"
        className="answer-rest"
        disabled={open.length === 0}
        onClick={() => answer.asOrdered(open.map(({ place }) => place))}
      >
        {t('ship.rest', { count: open.length })}
      </Button>
    </div>
  )
}

/** What is still missing, and the one button of the page. */
function Bar(props: {
  answer: AnswerState
  document: DocumentView
  ready: boolean
  ask: () => void
}): ReactNode {
  const { t } = useWords()
  const { openCount, findings, counts } = props.answer
  return (
    <div className="answer-bar">
      <div role="status">
        {findings.length > 0 && (
          <StateWord kind="fault">{t('ship.blocked-left', { count: findings.length })}</StateWord>
        )}
        {openCount > 0 && (
          <StateWord kind="open">{t('ship.open-left', { count: openCount })}</StateWord>
        )}
        {openCount === 0 && findings.length === 0 && (
          <StateWord kind="done">{t('ship.ready')}</StateWord>
        )}
      </div>
      <div className="actions">
        <Button
          component={Link}
          variant="default"
          href={`/documents/${encodeURIComponent(props.document.id)}?tab=picking`}
        >
          {t('slip.tab.picking')}
        </Button>
        <Button disabled={!props.ready} onClick={props.ask}>
          {t('ship.send', { count: counts.all })}&nbsp;<kbd>F9</kbd>
        </Button>
      </div>
    </div>
  )
}
