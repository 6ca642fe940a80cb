import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { BodyOf } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'

type Key = NonNullable<BodyOf<'certificate-requests.make'>['key']>

const keys: readonly Key[] = ['rsa2048', 'rsa3072', 'p256']
const fresh = { name: '', subject: '', key: 'rsa2048' as Key }

/** A new key, which stays here, and the request for its certificate. */
export function RequestForm(): ReactNode {
  const { t } = useWords()
  const [draft, setDraft] = useState(fresh)
  const make = useChange('certificate-requests.make', ['certificate-requests', 'audit'])
  useUnsaved(draft.name !== '' || draft.subject !== '')
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const body = { ...draft, name: draft.name.trim(), subject: draft.subject.trim() }
    make.mutate({ body }, { onSuccess: () => setDraft(fresh) })
  }
  return (
    <form className="stack wide" onSubmit={submit}>
      <div className="request-row">
        <TextInput
          label={t('certificates.name')}
          value={draft.name}
          required
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('requests.subject')}
          placeholder="CN=supplier-a,O=Example,C=JP"
          value={draft.subject}
          required
          onChange={(event) => setDraft({ ...draft, subject: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('certificates.key')}
          value={draft.key}
          data={keys.map((value) => ({ value, label: t(`requests.key.${value}`) }))}
          onChange={(event) => setDraft({ ...draft, key: event.currentTarget.value as Key })}
        />
        <Button type="submit" variant="default" loading={make.isPending}>
          {t('requests.make')}
        </Button>
      </div>
      {make.error !== null && <ErrorNote failure={make.error} />}
    </form>
  )
}
