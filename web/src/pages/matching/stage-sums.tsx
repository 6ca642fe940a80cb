import { Fragment, type ReactNode } from 'react'
import type { MatchView, NoticeView } from '../../../../src/entry/api/contract.ts'
import { figureText } from '../../parts/figures.ts'
import { Mark } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'
import { signedText } from './signed-text.ts'

/** The stages with their sums and the step between them; below, what the notice comes to. */
export function StageSums({ view }: { view: MatchView }): ReactNode {
  const { t } = useWords()
  return (
    <section className="section match-flow" aria-label={t('match.flow')}>
      <div className="match-stages">
        {view.stages.map(({ stage, amount, slips, step = 0, waiting }, at) => (
          <Fragment key={stage}>
            {at > 0 && (
              <div className="match-step">{step !== 0 && <span>{signedText(step)}</span>}</div>
            )}
            <div className="match-stage">
              <h2>{t(`match.stage.${stage}`)}</h2>
              <p>
                <b>{figureText(amount)}</b>
                <span className="quiet">
                  {waiting === 0
                    ? t('match.slips', { count: figureText(slips) })
                    : t('match.slips-waiting', {
                        count: figureText(slips),
                        waiting: figureText(waiting),
                      })}
                </span>
              </p>
            </div>
          </Fragment>
        ))}
      </div>
      <Verdict view={view} />
    </section>
  )
}

/** How the closing came out, in a sentence or two. */
function Verdict({ view }: { view: MatchView }): ReactNode {
  const { t } = useWords()
  const { counts, notices, elsewhere } = view
  const isRight = counts.open === 0 && notices.every(({ verdict }) => verdict === 'agreed')
  const paysHere = view.stages.some(({ stage }) => stage === 'payment')
  return (
    <div className={isRight ? 'match-note match-note-done' : 'match-note'}>
      <Mark kind={isRight ? 'done' : 'warning'} />
      <div>
        <b>
          {counts.different === 0
            ? t('match.none-differs')
            : t('match.differ', { count: figureText(counts.different) })}
        </b>
        {notices.length === 0 && paysHere && <span>{t('match.no-notice')}</span>}
        {notices.map((notice) => (
          <NoticeLine
            key={`${notice.documentId} ${notice.payee} ${notice.seller}`}
            notice={notice}
          />
        ))}
        {elsewhere.slips > 0 && (
          <span>
            {t('match.elsewhere', {
              slips: figureText(elsewhere.slips),
              amount: figureText(elsewhere.amount),
            })}
          </span>
        )}
      </div>
    </div>
  )
}

function NoticeLine({ notice }: { notice: NoticeView }): ReactNode {
  const { t } = useWords()
  const { verdict, told, purchases, tax, offsets, reckoned, paidOn } = notice
  if (verdict === 'agreed') {
    return (
      <span>
        {t('match.notice-agreed', {
          purchases: figureText(purchases),
          tax: tax === undefined ? '' : t('match.notice-tax', { tax: figureText(tax) }),
          offsets: figureText(-offsets),
          reckoned: figureText(reckoned),
          paidOn:
            paidOn === undefined
              ? ''
              : t('match.notice-paid', { day: paidOn.replaceAll('-', '/') }),
        })}
      </span>
    )
  }
  const own = { before: purchases, offsets, total: reckoned, 'no-sum': purchases }[verdict]
  const named = verdict === 'no-sum' ? 0 : (told[verdict] ?? 0)
  return (
    <span className="match-wrong">
      {t(`match.notice-${verdict}`, { told: figureText(named), own: figureText(own) })}
    </span>
  )
}
