import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { base64Of } from '../../api/file-text.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FileDrop, mostBytes } from '../../parts/file-drop.tsx'
import { Section } from '../../parts/page.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useWords } from '../../words/i18n.ts'
import { Imported } from './imported.tsx'

/** A certificate with its key from a file that is dropped or chosen. */
export function ImportForm(): ReactNode {
  const { t } = useWords()
  const [file, setFile] = useState<File>()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [key, setKey] = useState('')
  const add = useChange('certificates.import', [
    'certificate-requests',
    'certificates',
    'overview',
    'audit',
  ])
  const severalKeys = add.error?.said.id === '20151120'
  useUnsaved(file !== undefined)
  const forget = (): void => {
    setFile(undefined)
    setName('')
    setPassword('')
    setKey('')
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (file === undefined) return
    const content = await base64Of(file)
    const secret = password === '' ? {} : { password }
    const chosen = key.trim() === '' ? {} : { key: key.trim() }
    add.mutate(
      { body: { name: name.trim(), fileName: file.name, content, ...secret, ...chosen } },
      { onSuccess: forget },
    )
  }
  const take = (one: File | undefined): void => {
    setFile(one)
    add.reset()
    if (name === '') setName((one?.name ?? '').replace(/\.[^.]+$/u, ''))
  }
  return (
    <Section title={t('certificates.import')}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <FileDrop
          label={t('certificates.choose')}
          help={t('certificates.import-help')}
          most={mostBytes.certificate}
          take={([one]) => take(one)}
        />
        {file !== undefined && (
          <>
            <p>
              {t('certificates.file')}: <b>{file.name}</b>
            </p>
            <TextInput
              label={t('certificates.name')}
              description={t('certificates.name-help')}
              value={name}
              required
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('certificates.password')}
              autoComplete="off"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {(severalKeys || key !== '') && <KeyName value={key} take={setKey} />}
            <div className="actions">
              <Button type="submit" loading={add.isPending}>
                {t('certificates.submit')}
              </Button>
              <Button variant="default" onClick={forget}>
                {t('action.cancel')}
              </Button>
            </div>
          </>
        )}
        <Imported of={add.data} />
        {add.error !== null && <ErrorNote failure={add.error} />}
      </form>
    </Section>
  )
}

/** Which key is meant, where a file holds several. */
function KeyName(props: { value: string; take: (name: string) => void }): ReactNode {
  const { t } = useWords()
  return (
    <TextInput
      label={t('certificates.key-name')}
      description={t('certificates.key-name-help')}
      value={props.value}
      onChange={(event) => props.take(event.currentTarget.value)}
    />
  )
}
