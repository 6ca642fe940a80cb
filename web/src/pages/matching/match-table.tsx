import { Button } from '@mantine/core'
import { Fragment, useRef, type ReactNode } from 'react'
import type { MatchSlipView, MatchView } from '../../../../src/entry/api/contract.ts'
import type { LoadedList } from '../../api/queries.ts'
import { figureText, slipDay } from '../../parts/figures.ts'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { useKeys } from '../../parts/use-keys.ts'
import { useSearch } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { MatchDetail } from './match-detail.tsx'
import { signedText } from './signed-text.ts'

interface TableProps {
  readonly view: MatchView
  readonly list: LoadedList<MatchSlipView>
  readonly total: number
}

/** Slips through the stages; one of them is open at a time. */
export function MatchTable({ view, list, total }: TableProps): ReactNode {
  const { t } = useWords()
  const [search, change] = useSearch()
  const body = useRef<HTMLTableElement>(null)
  const opened = search.get('slip') ?? ''
  const stages = view.stages.map(({ stage }) => stage)
  const step = (by: number): void => stepIn(body.current, by)
  useKeys({
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    F9: () => body.current?.querySelector<HTMLFormElement>('form.match-settle')?.requestSubmit(),
  })
  if (list.items.length === 0) {
    return list.loading ? <Loading /> : <p className="empty">{t('match.none')}</p>
  }
  return (
    <div className="match-frame">
      <table className="match-table" ref={body} aria-label={t('match.title')}>
        <thead>
          <tr>
            <th scope="col">{t('match.number')}</th>
            <th scope="col">{t('match.store')}</th>
            <th scope="col">{t('match.delivery')}</th>
            {stages.map((stage) => (
              <th key={stage} scope="col" className="figure">
                {t(`match.stage.${stage}`)}
              </th>
            ))}
            <th scope="col" className="match-result">
              {t('match.result')}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.items.map((slip) => (
            <Fragment key={slip.key}>
              <SlipRow
                slip={slip}
                stages={stages}
                isOpen={slip.key === opened}
                toggle={() => change({ slip: slip.key === opened ? '' : slip.key })}
              />
              {slip.key === opened && (
                <tr className="match-detail">
                  <td colSpan={stages.length + 4}>
                    <MatchDetail partner={view.partner} slip={slip} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {list.more && (
        <Button
          variant="default"
          size="sm"
          className="no-print match-more"
          loading={list.loading}
          onClick={list.loadMore}
        >
          {t('match.more', { count: figureText(total - list.items.length) })}
        </Button>
      )}
    </div>
  )
}

/** To the slip before or after the one in hand; to the first if there is none. */
function stepIn(table: HTMLElement | null, by: number): void {
  const buttons = [...(table?.querySelectorAll<HTMLButtonElement>('.match-open') ?? [])]
  const here = document.activeElement?.closest('tr')
  const at = buttons.findIndex((button) => button.closest('tr') === here)
  const next = buttons[at < 0 ? 0 : Math.max(0, Math.min(at + by, buttons.length - 1))]
  next?.focus()
}

type StageName = MatchView['stages'][number]['stage']

function SlipRow(props: {
  slip: MatchSlipView
  stages: readonly StageName[]
  isOpen: boolean
  toggle: () => void
}): ReactNode {
  const { t, language } = useWords()
  const { slip, stages, isOpen } = props
  const { storeCode, storeName, deliveryDate, day } = slip
  return (
    <tr className={isOpen ? 'match-row match-here' : 'match-row'}>
      <th scope="row">
        <button type="button" className="match-open" aria-expanded={isOpen} onClick={props.toggle}>
          {slip.number}
        </button>
        {slip.sort !== 'trade' && <small className="quiet"> {t(`match.sort.${slip.sort}`)}</small>}
      </th>
      <td className="match-store">{`${storeCode} ${storeName}`.trim() || '–'}</td>
      <td className="match-day">{slipDay(deliveryDate ?? day, language)}</td>
      {stages.map((stage) => (
        <td key={stage} className="figure match-cell" data-label={t(`match.stage.${stage}`)}>
          <CellText cell={slip.cells.find((cell) => cell.stage === stage)} />
        </td>
      ))}
      <td className="match-result">
        <StateWord kind={slip.tone}>
          {slip.settled === undefined
            ? slip.resultWords[language]
            : t('match.settled-by', { by: slip.settled.by })}
        </StateWord>
      </td>
    </tr>
  )
}

function CellText({ cell }: { cell: MatchSlipView['cells'][number] | undefined }): ReactNode {
  const { t } = useWords()
  if (cell === undefined) return <span className="quiet">–</span>
  const { state, amount = 0, differs = 0 } = cell
  if (state === 'missing') return <span className="match-diff">{t('match.cell.missing')}</span>
  if (state !== 'there') return <span className="quiet">{t(`match.cell.${state}`)}</span>
  if (differs === 0) return figureText(amount)
  return (
    <span className="match-diff">
      {figureText(amount)}
      <small>{signedText(differs)}</small>
    </span>
  )
}
