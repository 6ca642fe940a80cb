import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Section } from '../../parts/page.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { builtIn } from './use-year.ts'

/** A calendar of the company's own; its days come afterwards. */
export function NewCalendar(props: {
  known: readonly string[]
  close: (name?: string) => void
}): ReactNode {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [base, setBase] = useState<(typeof builtIn)[number]>('japan')
  const put = useChange('calendars.put', ['calendars'])
  useUnsaved(name !== '' && !put.isSuccess)
  const typed = name.trim()
  const isKnown = props.known.includes(typed)
  return (
    <Section title={t('calendar.add')}>
      <form
        className="stack wide"
        onSubmit={(event) => {
          event.preventDefault()
          if (isKnown) return
          const request = { params: { name: typed }, body: { base, entries: [] } }
          put.mutate(request, { onSuccess: () => props.close(typed) })
        }}
      >
        <p className="hint">{t('calendar.add-text')}</p>
        <div className="field-grid">
          <TextInput
            label={t('calendar.name')}
            required
            withAsterisk={false}
            maxLength={100}
            data-autofocus
            value={name}
            error={isKnown && t('calendar.known')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('calendar.base')}
            value={base}
            data={builtIn.map((value) => ({ value, label: t(`calendar.base.${value}`) }))}
            onChange={(event) => setBase(event.currentTarget.value as typeof base)}
          />
        </div>
        {put.error !== null && <ErrorNote failure={put.error} />}
        <div className="actions">
          <Button type="submit" loading={put.isPending}>
            {t('action.add')}
          </Button>
          <Button variant="default" onClick={() => props.close()}>
            {t('action.cancel')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
