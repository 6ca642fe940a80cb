import { Button, NativeSelect, Progress, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { ApiFailure } from '../../api/client.ts'
import { reread, useChange, useRead } from '../../api/queries.ts'
import { upload } from '../../api/upload.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { RunProgress } from '../../parts/run-progress.tsx'
import { useWords } from '../../words/i18n.ts'

interface Sending {
  readonly file: File
  readonly part: number
  readonly failure?: ApiFailure
}

/** Files dropped here go into the outbox, or into the mailbox of a partner that calls us. */
export function SendFiles({ box }: { box: 'outbox' | 'mailbox' }): ReactNode {
  const { t } = useWords()
  const kind = box === 'outbox' ? 'jx-server' : 'jx-client'
  const { data } = useRead('partners.list', {})
  const names = (data?.items ?? []).filter((one) => one.kind === kind).map(({ name }) => name)
  const [chosen, setChosen] = useState('')
  const [documentType, setType] = useState('')
  const [files, setFiles] = useState<readonly Sending[]>([])
  const [first = ''] = names
  // Of several none is chosen beforehand: a file to the wrong one cannot be fetched back.
  const partner = names.includes(chosen) ? chosen : names.length === 1 ? first : ''
  const ready = partner !== '' && documentType.trim() !== ''
  const send = async (file: File, more: { again?: 'true' } = {}): Promise<void> => {
    const tell = (change: Pick<Sending, 'part' | 'failure'>): void =>
      setFiles((before) => before.map((one) => (one.file === file ? { file, ...change } : one)))
    const query = { partner, fileName: file.name, documentType: documentType.trim(), ...more }
    tell({ part: 0 })
    await upload(file, query, (part) => tell({ part: Math.min(part, 0.99) })).then(
      () => tell({ part: 1 }),
      (failure: unknown) => {
        if (failure instanceof ApiFailure) tell({ part: 0, failure })
      },
    )
    await Promise.all([reread('documents'), reread('overview')])
  }
  const take = async (taken: readonly File[]): Promise<void> => {
    setFiles(taken.map((file) => ({ file, part: 0 })))
    for (const file of taken) await send(file)
  }
  if (data !== undefined && names.length === 0) {
    return <p className="hint">{t('send.no-partner')}</p>
  }
  return (
    <details className="section send" open>
      <summary>{t(box === 'outbox' ? 'send.title' : 'send.title.mailbox')}</summary>
      <div className="send-row">
        <NativeSelect
          label={t('send.partner')}
          value={partner}
          data={
            names.length === 1 ? names : [{ value: '', label: t('send.choose-partner') }, ...names]
          }
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <TextInput
          label={t('send.type')}
          placeholder={t('send.type-help')}
          value={documentType}
          onChange={(event) => setType(event.currentTarget.value)}
        />
        <FileDrop
          label={t('send.choose')}
          help={t(ready ? 'send.drop' : 'send.first')}
          multiple
          disabled={!ready}
          take={(taken) => void take(taken)}
        />
        {box === 'outbox' && <SendNow key={partner} partner={partner} />}
      </div>
      {files.map((one) => (
        <SendingFile
          key={one.file.name}
          sending={one}
          again={() => void send(one.file, { again: 'true' })}
        />
      ))}
    </details>
  )
}

function SendingFile(props: { sending: Sending; again: () => void }): ReactNode {
  const { t } = useWords()
  const { part, failure } = props.sending
  const file = props.sending.file.name
  if (failure !== undefined) {
    return (
      <>
        <ErrorNote failure={failure} />
        {failure.said.name === 'document-sent-before' && (
          <Button variant="default" size="sm" onClick={props.again}>
            {t('send.again')}
          </Button>
        )}
      </>
    )
  }
  if (part === 1) {
    return (
      <p role="status">
        <StateWord kind="done">
          {file}: {t('send.queued')}
        </StateWord>
      </p>
    )
  }
  const label = t('send.uploading', { file })
  return (
    <div>
      <p>{label}</p>
      <Progress value={part * 100} aria-label={label} />
    </div>
  )
}

function SendNow({ partner }: { partner: string }): ReactNode {
  const { t } = useWords()
  const [run, setRun] = useState<string>()
  const send = useChange('partners.send', [])
  const { data } = useRead('overview.show', {})
  if (partner === '') return null
  const left = data?.partners.find(({ name }) => name === partner)?.left ?? []
  const count = left.find(({ state }) => state === 'waiting')?.count ?? 0
  return (
    <div>
      <Button
        loading={send.isPending}
        disabled={count === 0}
        onClick={() =>
          send.mutate(
            { params: { name: partner }, body: {} },
            { onSuccess: ({ id }) => setRun(id) },
          )
        }
      >
        {t('send.now', { partner, count })}
      </Button>
      {send.error !== null && <ErrorNote failure={send.error} />}
      {run !== undefined && <RunProgress id={run} />}
    </div>
  )
}
