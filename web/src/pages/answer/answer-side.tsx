import type { ReactNode } from 'react'
import { figureText } from '../../parts/figures.ts'
import { StateWord } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'
import { focusLine } from './focus-line.ts'
import { blockedRule, type BlockedRule, type Found } from './told-lines.ts'
import type { AnswerState } from './use-answer.ts'

/** Findings that are listed; F8 walks through all. */
const mostListed = 20

/** Totals, what stands against sending, and the keys. */
export function AnswerSide({ answer }: { answer: AnswerState }): ReactNode {
  return (
    <aside className="answer-side">
      <Totals answer={answer} />
      {answer.findings.length > 0 && <Blocked answer={answer} />}
      <Keys />
    </aside>
  )
}

function Totals({ answer }: { answer: AnswerState }): ReactNode {
  const { t } = useWords()
  const { totals } = answer.tried.tried ?? {}
  const ordered = answer.sheet.slips.reduce((sum, { amount = 0 }) => sum + amount, 0)
  const shipped = totals?.shipped ?? ordered
  const yen = (amount: number): string => t('ship.yen', { amount: figureText(amount) })
  return (
    <section className="side-card" aria-label={t('ship.totals')}>
      <h2>{t('ship.totals')}</h2>
      <dl className="side-totals">
        <div>
          <dt>{t('ship.ordered')}</dt>
          <dd>{yen(ordered)}</dd>
        </div>
        <div>
          <dt>{t('ship.short-lines', { count: totals?.shortLines ?? 0 })}</dt>
          <dd className="answer-short">{yen(shipped - ordered)}</dd>
        </div>
        <div className="side-sum">
          <dt>{t('ship.shipped')}</dt>
          <dd>{yen(shipped)}</dd>
        </div>
        {totals !== undefined && (
          <div>
            <dt>{t('ship.tax')}</dt>
            <dd>{yen(totals.tax)}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Blocked({ answer }: { answer: AnswerState }): ReactNode {
  const { t, language } = useWords()
  return (
    <section className="side-card side-fault">
      <h2>
        <StateWord kind="fault">
          {t('ship.blocked')} {answer.findings.length}
        </StateWord>
      </h2>
      <ul className="plain-ways">
        {answer.findings.slice(0, mostListed).map((one, at) => (
          <li key={at}>
            <BlockedPlace found={one} answer={answer} />
            <div>
              {blockedRule(one.rule) === 'other'
                ? one.text[language].message
                : t(`ship.why.${blockedRule(one.rule) as BlockedRule}`)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function BlockedPlace({ found, answer }: { found: Found; answer: AnswerState }): ReactNode {
  const { t } = useWords()
  const { place, linePlace, trade = '' } = found
  if (place === undefined || linePlace === undefined) return <b>{trade}</b>
  const line = answer.sheet.slips.find((one) => one.place === place)?.lines[linePlace - 1]
  const field = found.rule === 'shortage-unexplained' ? 'reason' : 'quantity'
  return (
    <button
      type="button"
      className="row-button"
      onClick={() => {
        answer.show('all')
        focusLine({ place, line: linePlace }, field)
      }}
    >
      {t('ship.blocked-line', { slip: trade, line: line?.line ?? linePlace })}
    </button>
  )
}

const keys = [
  [['Enter'], 'next'],
  [['Ctrl', 'Enter'], 'slip'],
  [['*'], 'line'],
  [['0', 'Enter'], 'none'],
  [['1', '4'], 'reason'],
  [['F8'], 'blocked'],
  [['F9'], 'send'],
] as const

function Keys(): ReactNode {
  const { t } = useWords()
  return (
    <section className="side-card" aria-label={t('ship.keys')}>
      <dl className="side-keys">
        {keys.map(([pressed, what]) => (
          <div key={what}>
            <dt>
              {pressed.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`ship.key.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
