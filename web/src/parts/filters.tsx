import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { useRead } from '../api/queries.ts'
import { useSearch } from '../shell/guarded-location.ts'
import { useWords } from '../words/i18n.ts'

/** The filters of a list stand in its address, so that Back and bookmarks keep them. */
export function Filters({
  children,
  names,
}: {
  children: ReactNode
  names: readonly string[]
}): ReactNode {
  const { t } = useWords()
  const [search, change] = useSearch()
  const filtered = names.some((name) => search.has(name))
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      {children}
      <Button
        variant="subtle"
        size="sm"
        disabled={!filtered}
        onClick={() => change(Object.fromEntries(names.map((name) => [name, ''])))}
      >
        {t('action.clear')}
      </Button>
    </form>
  )
}

export function ChoiceFilter(props: {
  name: string
  label: string
  choices: readonly (readonly [value: string, label: string])[]
}): ReactNode {
  const { t } = useWords()
  const [search, change] = useSearch()
  return (
    <NativeSelect
      label={props.label}
      size="sm"
      value={search.get(props.name) ?? ''}
      data={[
        { value: '', label: t('list.all') },
        ...props.choices.map(([value, label]) => ({ value, label })),
      ]}
      onChange={(event) => change({ [props.name]: event.currentTarget.value })}
    />
  )
}

export function PartnerFilter(): ReactNode {
  const { t } = useWords()
  const [search, change] = useSearch()
  const { data } = useRead('partners.list', {})
  const names = data?.items.map(({ name }) => name) ?? []
  const chosen = search.get('partner') ?? ''
  const all = chosen === '' || names.includes(chosen) ? names : [chosen, ...names]
  return (
    <NativeSelect
      label={t('list.partner')}
      size="sm"
      value={chosen}
      data={[
        { value: '', label: t('list.all') },
        ...all.map((name) => ({ value: name, label: name })),
      ]}
      onChange={(event) => change({ partner: event.currentTarget.value })}
    />
  )
}

export function DayFilters(): ReactNode {
  const { t } = useWords()
  const [search, change] = useSearch()
  return (
    <>
      {(['from', 'to'] as const).map((name) => (
        <TextInput
          key={name}
          type="date"
          size="sm"
          label={t(`list.${name}`)}
          value={search.get(name) ?? ''}
          onChange={(event) => change({ [name]: event.currentTarget.value })}
        />
      ))}
    </>
  )
}

const typingMilliseconds = 300

/** Looks when the typing rests. */
export function TextFilter(props: { name: string; label: string; pattern?: RegExp }): ReactNode {
  const [search, change] = useSearch()
  const stands = search.get(props.name) ?? ''
  const [typed, setTyped] = useState<string>()
  const settle = useDebouncedCallback((value: string) => {
    setTyped(undefined)
    if (value === '' || props.pattern?.test(value) !== false) change({ [props.name]: value })
  }, typingMilliseconds)
  return (
    <TextInput
      type="search"
      size="sm"
      label={props.label}
      value={typed ?? stands}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        settle(event.currentTarget.value.trim())
      }}
    />
  )
}
