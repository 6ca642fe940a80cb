import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type {
  DocumentView,
  OrderSheetView,
  SlipSummaryView,
} from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { figureText } from '../../parts/figures.ts'
import { Loading } from '../../parts/loading.tsx'
import { momentText } from '../../parts/moment.ts'
import { useWords } from '../../words/i18n.ts'
import { deliveryText } from '../documents/slip-summary.tsx'
import { pickedGoods, storesOf, type PickedGoods, type PickedStore } from './picked-goods.ts'

/** Stores beside each other on a page of paper. */
const storesOnPage = 8

interface PickingProps {
  readonly document: DocumentView
  readonly slips: SlipSummaryView
}

/** What is to be taken from the shelves: cases and loose pieces, in all and for each store. */
export function PickingList(props: PickingProps): ReactNode {
  const { t } = useWords()
  const { document } = props
  const { data, error, refetch } = useRead('documents.order', { params: { id: document.id } })
  const [byStore, setByStore] = useState(true)
  if (error !== null) return <ErrorNote failure={error} again={() => void refetch()} />
  if (data === undefined) return <Loading />
  return (
    <>
      <Button.Group aria-label={t('picking.form')} className="no-print picking-form">
        {([true, false] as const).map((one) => (
          <Button
            key={String(one)}
            size="sm"
            variant={one === byStore ? 'light' : 'default'}
            aria-pressed={one === byStore}
            onClick={() => setByStore(one)}
          >
            {t(one ? 'picking.by-store' : 'picking.total')}
          </Button>
        ))}
      </Button.Group>
      {pagesOf(data, byStore).map((stores, at, pages) => (
        <PickingPage
          key={at}
          {...props}
          sheet={data}
          stores={stores}
          page={at + 1}
          of={pages.length}
        />
      ))}
    </>
  )
}

function pagesOf(sheet: OrderSheetView, byStore: boolean): readonly (readonly PickedStore[])[] {
  const stores = byStore ? storesOf(sheet) : []
  const pages = Array.from({ length: Math.ceil(stores.length / storesOnPage) }, (_, at) =>
    stores.slice(at * storesOnPage, (at + 1) * storesOnPage),
  )
  return pages.length === 0 ? [[]] : pages
}

function PickingPage(
  props: PickingProps & {
    sheet: OrderSheetView
    stores: readonly PickedStore[]
    page: number
    of: number
  },
): ReactNode {
  const { t, language } = useWords()
  const { document, slips, sheet, stores } = props
  const goods = pickedGoods(sheet)
  const cases = goods.reduce((sum, one) => sum + one.cases, 0)
  return (
    <section className="picking" aria-label={t('slip.tab.picking')}>
      <header className="picking-head">
        <div>
          <h2>{t('slip.tab.picking')}</h2>
          <p>
            {document.partner} {t('slip.counts', { slips: slips.slips, stores: slips.stores })}{' '}
            {t('inbox.received')} {momentText(document.createdAt, language)}
          </p>
        </div>
        <dl className="picking-facts">
          <div>
            <dt>{t('inbox.delivery')}</dt>
            <dd>{deliveryText(slips, language)}</dd>
          </div>
          <div>
            <dt>{t('picking.cases')}</dt>
            <dd>{figureText(cases)}</dd>
          </div>
        </dl>
      </header>
      <table className="picking-table">
        <thead>
          <tr>
            <th scope="col">{t('search.goods')}</th>
            <th scope="col">{t('picking.name')}</th>
            <th scope="col" className="figure">
              {t('picking.multiple')}
            </th>
            <th scope="col" className="figure">
              {t('picking.case')}
            </th>
            <th scope="col" className="figure">
              {t('picking.loose')}
            </th>
            {stores.map(({ code, name }) => (
              <th key={code} scope="col" className="picking-store">
                {code}
                <br />
                {name}
              </th>
            ))}
            <th scope="col">{t('picking.done')}</th>
          </tr>
        </thead>
        <tbody>
          {goods.map((one) => (
            <GoodsRow key={one.key} goods={one} stores={stores} />
          ))}
        </tbody>
        <CaseFoot goods={goods} stores={stores} cases={cases} />
      </table>
      <footer className="picking-foot">
        <span>
          {t('picking.printed')} {momentText(new Date().toISOString(), language)}
        </span>
        <span>
          {props.page} / {props.of}
        </span>
      </footer>
    </section>
  )
}

function GoodsRow(props: { goods: PickedGoods; stores: readonly PickedStore[] }): ReactNode {
  const { goods } = props
  return (
    <tr>
      <td className="mono">{goods.code}</td>
      <td>
        <b>{goods.name}</b> {goods.spec}
      </td>
      <td className="figure">{goods.multiple === undefined ? '–' : figureText(goods.multiple)}</td>
      <td className="figure picking-cases">{goods.cases === 0 ? '–' : figureText(goods.cases)}</td>
      <td className="figure">{goods.loose === 0 ? '–' : figureText(goods.loose)}</td>
      {props.stores.map(({ code }) => {
        const here = goods.stores.get(code)
        return (
          <td key={code} className="picking-store">
            {here === undefined ? '·' : <Taken cases={here.cases} loose={here.loose} />}
          </td>
        )
      })}
      <td>
        <span className="tick-box" />
      </td>
    </tr>
  )
}

/** Cases large, what is loose beside them. */
function Taken({ cases, loose }: { cases: number; loose: number }): ReactNode {
  if (loose === 0) return <b>{figureText(cases)}</b>
  return (
    <>
      {cases > 0 && <b>{figureText(cases)}</b>} <small>+{figureText(loose)}</small>
    </>
  )
}

function CaseFoot(props: {
  goods: readonly PickedGoods[]
  stores: readonly PickedStore[]
  cases: number
}): ReactNode {
  const { t } = useWords()
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={3}>
          {t('picking.sum')}
        </th>
        <td className="figure picking-cases">{figureText(props.cases)}</td>
        <td />
        {props.stores.map(({ code }) => (
          <td key={code} className="picking-store">
            <b>
              {figureText(
                props.goods.reduce((sum, { stores }) => sum + (stores.get(code)?.cases ?? 0), 0),
              )}
            </b>
          </td>
        ))}
        <td />
      </tr>
    </tfoot>
  )
}
