import { Button } from '@mantine/core'
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import { figureText } from '../../parts/figures.ts'
import { StateWord } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'
import { focusLine } from './focus-line.ts'
import {
  blockedRule,
  foundAt,
  plainQuantity,
  shippedText,
  shortBy,
  typedOf,
  type SheetLine,
  type SheetSlip,
} from './told-lines.ts'
import type { AnswerState } from './use-answer.ts'

interface RowProps {
  readonly style: CSSProperties
  readonly slip: SheetSlip
  readonly answer: AnswerState
  readonly locked: boolean
}

/** The head of a slip: number, store, its sum, how it stands. */
export function SlipRow({ style, slip, answer, locked }: RowProps): ReactNode {
  const { t } = useWords()
  const { place, number, storeCode, storeName } = slip
  const reckoned = answer.tried.tried?.slips.find((one) => one.place === place)
  const isOpen = !answer.draft.done.includes(place)
  return (
    <div role="row" className="answer-row answer-slip table-line" style={style}>
      <div role="cell" className="answer-slip-name">
        <b>{number}</b> {storeCode} {storeName}
      </div>
      <div role="cell" className="answer-slip-deed">
        {!locked && isOpen && (
          <Button
            variant="default"
            size="compact-sm"
            tabIndex={-1}
            onClick={() => answer.asOrdered([place])}
          >
            {t('ship.as-ordered')}
          </Button>
        )}
      </div>
      <div role="cell" className="figure">
        {figureText(reckoned?.amount ?? slip.amount ?? 0)}
      </div>
      <div role="cell">
        <SlipState slip={slip} answer={answer} locked={locked} />
      </div>
    </div>
  )
}

function SlipState({ slip, answer, locked }: Omit<RowProps, 'style'>): ReactNode {
  const { t } = useWords()
  const { place, answeredBy } = slip
  if (locked && answeredBy.length > 0) {
    return <StateWord kind="done">{t('ship.state.answered')}</StateWord>
  }
  const wrong = foundAt(answer.findings, place).length
  if (wrong > 0) {
    return <StateWord kind="fault">{t('ship.state.blocked', { count: wrong })}</StateWord>
  }
  const isOpen = !answer.draft.done.includes(place)
  return (
    <StateWord kind={isOpen ? 'open' : 'done'}>
      {t(isOpen ? 'ship.state.open' : 'ship.state.done')}
    </StateWord>
  )
}

/** One line: the quantity, and why less is shipped. */
export function LineRow(
  props: RowProps & { place: number; next: () => void; step: (by: number) => void },
): ReactNode {
  const { language } = useWords()
  const { slip, place, answer, style, locked } = props
  const line = slip.lines[place - 1]
  if (line === undefined) return null
  const key = { place: slip.place, line: place }
  const typed = typedOf(answer.draft, key)
  const short = shortBy(line, typed)
  const found = foundAt(answer.findings, slip.place, place)
  const reckoned = answer.tried.tried?.slips.find((one) => one.place === slip.place)
  const amount = reckoned?.lines[place - 1]?.amount ?? line.amount ?? 0
  return (
    <div
      role="row"
      className={found.length > 0 ? 'answer-row table-line answer-wrong' : 'answer-row table-line'}
      style={style}
      data-line={`${slip.place}/${place}`}
    >
      <div role="cell">{line.line}</div>
      <div role="cell" className="mono clip">
        {line.code}
      </div>
      <div role="cell" className="clip" title={line.name}>
        <b>{line.name}</b> {line.spec}
      </div>
      <div role="cell" className="figure">
        {line.multiple === undefined ? '–' : figureText(line.multiple)}
      </div>
      <div role="cell" className="figure">
        {figureText(line.ordered)}
      </div>
      <div role="cell">
        <Quantity {...props} line={line} />
      </div>
      <div role="cell" className="figure answer-short">
        {short > 0 ? figureText(-short) : '–'}
      </div>
      <div role="cell">{short > 0 && <Reason {...props} line={line} />}</div>
      <div role="cell" className="figure">
        {figureText(amount)}
      </div>
      <div
        role="cell"
        className="clip"
        title={found.map((one) => one.text[language].message).join(' ')}
      >
        <LineState found={found} short={short} locked={locked} />
      </div>
    </div>
  )
}

function LineState(props: {
  found: ReturnType<typeof foundAt>
  short: number
  locked: boolean
}): ReactNode {
  const { t } = useWords()
  const [first] = props.found
  if (first !== undefined)
    return <StateWord kind="fault">{t(`ship.rule.${blockedRule(first.rule)}`)}</StateWord>
  if (props.short > 0) return <StateWord kind="warning">{t('ship.state.short')}</StateWord>
  return null
}

type FieldProps = Parameters<typeof LineRow>[0] & { line: SheetLine }

/** Enter goes on; to the reason first, if less is shipped and none is named. */
function Quantity(props: FieldProps): ReactNode {
  const { t } = useWords()
  const { slip, place, line, answer, locked } = props
  const key = { place: slip.place, line: place }
  const typed = typedOf(answer.draft, key)
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const act = {
      Enter: () => goOn(props, event.ctrlKey),
      '*': () => answer.type(key, {}),
      ArrowDown: () => props.step(1),
      ArrowUp: () => props.step(-1),
    }[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  return (
    <input
      className="answer-quantity"
      data-field="quantity"
      inputMode="decimal"
      autoComplete="off"
      aria-label={t('ship.quantity-of', { slip: slip.number, line: line.line })}
      aria-invalid={foundAt(answer.findings, slip.place, place).length > 0}
      disabled={locked}
      value={shippedText(line, typed)}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={press}
      onChange={(event) => answer.type(key, { ...typed, quantity: event.currentTarget.value })}
      onBlur={(event) => {
        const quantity = plainQuantity(event.currentTarget.value)
        if (typed.quantity !== undefined && quantity !== typed.quantity) {
          answer.type(key, { ...typed, quantity })
        }
      }}
    />
  )
}

function goOn(props: FieldProps, isWhole: boolean): void {
  const { slip, place, line, answer } = props
  if (isWhole) {
    answer.asOrdered([slip.place])
    const after = answer.shown[answer.shown.findIndex((one) => one.place === slip.place) + 1]
    if (after !== undefined) focusLine({ place: after.place, line: 1 })
    return
  }
  const typed = typedOf(answer.draft, { place: slip.place, line: place })
  if (shortBy(line, typed) > 0 && typed.reason === undefined) {
    focusLine({ place: slip.place, line: place }, 'reason')
    return
  }
  if (place === slip.lines.length) answer.finish(slip.place)
  props.next()
}

function Reason(props: FieldProps): ReactNode {
  const { t, language } = useWords()
  const { slip, place, line, answer, locked } = props
  const key = { place: slip.place, line: place }
  const typed = typedOf(answer.draft, key)
  const { reasons } = answer.sheet
  const choose = (reason: string): void => answer.type(key, { ...typed, reason })
  const press = (event: KeyboardEvent): void => {
    const numbered = /^[1-9]$/u.test(event.key) ? reasons[Number(event.key) - 1] : undefined
    if (numbered !== undefined) {
      event.preventDefault()
      choose(numbered.code)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      if (place === slip.lines.length) answer.finish(slip.place)
      props.next()
    }
  }
  return (
    <select
      className="answer-reason"
      data-field="reason"
      aria-label={t('ship.reason-of', { slip: slip.number, line: line.line })}
      aria-invalid={typed.reason === undefined}
      disabled={locked}
      value={typed.reason ?? ''}
      onKeyDown={press}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value="" disabled>
        {t('ship.choose-reason')}
      </option>
      {reasons.map(({ code, label }) => (
        <option key={code} value={code}>
          {`${code} ${label[language]}`}
        </option>
      ))}
    </select>
  )
}
