import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { SaidNotes } from '../../parts/said-note.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { CertificateSelect } from '../partners/fields.tsx'

interface ReplaceProps {
  readonly certificate: string
  /** Those that use it. */
  readonly partners: readonly string[]
  readonly close: () => void
}

/** The day on which another certificate takes its place, with all that use it or with some. */
export function ReplaceForm({ certificate, partners, close }: ReplaceProps): ReactNode {
  const { t } = useWords()
  const [next, setNext] = useState('')
  const [from, setFrom] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>(partners)
  const book = useChange('certificates.replace', ['certificates', 'partners', 'overview', 'audit'])
  const { data, error, isPending } = book
  useUnsaved((next !== '' || from !== '') && data === undefined)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    book.mutate({ params: { name: certificate }, body: { next, from, partners: [...chosen] } })
  }
  return (
    <form className="stack switch-form" onSubmit={submit}>
      <h3>{t('ends.replace-title', { name: certificate })}</h3>
      <div className="row">
        <CertificateSelect
          label={t('ends.next')}
          none={t('ends.choose')}
          value={next}
          change={setNext}
        />
        <TextInput
          type="date"
          label={t('ends.from')}
          value={from}
          required
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
      </div>
      <p className="hint">{t('ends.from-help')}</p>
      <Checkbox.Group
        label={t('ends.partners')}
        value={[...chosen]}
        onChange={(names: string[]) => setChosen(names)}
      >
        {partners.map((name) => (
          <Checkbox key={name} value={name} label={name} />
        ))}
      </Checkbox.Group>
      {error !== null && <ErrorNote failure={error} />}
      {data !== undefined && (
        <>
          <StateWord kind="done">
            {t('ends.booked-all', { from, name: next, count: data.partners.length })}
          </StateWord>
          <SaidNotes all={data.warnings} />
        </>
      )}
      <div className="actions">
        <Button
          type="submit"
          loading={isPending}
          disabled={next === '' || from === '' || chosen.length === 0}
        >
          {t('ends.book', { count: chosen.length })}
        </Button>
        <Button variant="default" onClick={close}>
          {t('ends.cancel')}
        </Button>
      </div>
    </form>
  )
}
