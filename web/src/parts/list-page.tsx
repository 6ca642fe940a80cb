import type { ReactNode } from 'react'
import { useList, type ListRoute } from '../api/queries.ts'
import { useSearch } from '../shell/guarded-location.ts'
import { DayFilters, Filters } from './filters.tsx'
import { dayStart } from './moment.ts'
import { Page } from './page.tsx'
import { VirtualTable, type Column } from './virtual-table.tsx'

/**
 * A list that fills the window, with its filters over it: each of `filters` stands in the
 * address under its name and goes to the station, and every list can be cut by days.
 */
export function ListPage<T>(props: {
  title: string
  route: ListRoute
  filters: readonly string[]
  /** What the page itself asks for. */
  fixed?: Readonly<Record<string, string>>
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
  rowHeight?: number
  empty: ReactNode
  actions?: ReactNode
  above?: ReactNode
  /** The fields of the filters. */
  children: ReactNode
}): ReactNode {
  const { title, filters } = props
  const [search] = useSearch()
  const value = (name: string): string | undefined => search.get(name) ?? undefined
  const list = useList<T>(props.route, {
    ...props.fixed,
    ...Object.fromEntries(filters.map((name) => [name, value(name)])),
    from: dayStart(value('from')),
    to: dayStart(value('to'), 1),
  })
  return (
    <Page title={title} tall actions={props.actions}>
      {props.above}
      <Filters names={[...filters, 'from', 'to']}>
        {props.children}
        <DayFilters />
      </Filters>
      <VirtualTable
        label={title}
        columns={props.columns}
        list={list}
        rowKey={props.rowKey}
        {...(props.rowHeight !== undefined && { rowHeight: props.rowHeight })}
        empty={props.empty}
      />
    </Page>
  )
}
