import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../api/queries.ts'
import { useSearch } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { rangeIn } from './range-text.ts'

/** A part of what is old: of one flow, settled before a day, so many at most. */
export function RangeFields(): ReactNode {
  const { t } = useWords()
  const [search, change] = useSearch()
  const flows = useRead('flows.list', {}).data?.items.map(({ name }) => name) ?? []
  const flow = search.get('flow') ?? ''
  const { wrong } = rangeIn(search)
  const isSet = ['flow', 'before', 'most'].some((name) => search.has(name))
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <NativeSelect
        label={t('board.flow')}
        size="sm"
        value={flow}
        data={[
          { value: '', label: t('list.all') },
          ...[...new Set([...flows, ...(flow === '' ? [] : [flow])])],
        ]}
        onChange={(event) => change({ flow: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        size="sm"
        label={t('clearing.before')}
        value={search.get('before') ?? ''}
        onChange={(event) => change({ before: event.currentTarget.value })}
      />
      <TextInput
        size="sm"
        label={t('clearing.most')}
        inputMode="numeric"
        value={search.get('most') ?? ''}
        error={wrong === 'most' && t('clearing.most-wrong')}
        onChange={(event) => change({ most: event.currentTarget.value })}
      />
      {isSet && (
        <Button
          variant="subtle"
          size="sm"
          onClick={() => change({ flow: '', before: '', most: '' })}
        >
          {t('action.clear')}
        </Button>
      )}
    </form>
  )
}
