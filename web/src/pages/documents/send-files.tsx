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
  readonly file: string
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
  const partner = names.includes(chosen) ? chosen : (names[0] ?? '')
  const ready = partner !== '' && documentType.trim() !== ''
  const take = async (taken: readonly File[]): Promise<void> => {
    setFiles(taken.map((file) => ({ file: file.name, part: 0 })))
    for (const [at, file] of taken.entries()) {
      const tell = (change: Partial<Sending>): void =>
        setFiles((before) =>
          before.map((one, index) => (index === at ? { ...one, ...change } : one)),
        )
      const query = { partner, fileName: file.name, documentType: documentType.trim() }
      await upload(file, query, (part) => tell({ part: Math.min(part, 0.99) })).then(
        () => tell({ part: 1 }),
        (failure: unknown) => {
          if (failure instanceof ApiFailure) tell({ failure })
        },
      )
    }
    await Promise.all([reread('documents'), reread('overview')])
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
          data={names}
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
        <SendingFile key={one.file} sending={one} />
      ))}
    </details>
  )
}

function SendingFile({ sending }: { sending: Sending }): ReactNode {
  const { t } = useWords()
  const { file, part, failure } = sending
  if (failure !== undefined) return <ErrorNote failure={failure} />
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
  return (
    <div>
      <Button
        loading={send.isPending}
        disabled={partner === ''}
        onClick={() =>
          send.mutate(
            { params: { name: partner }, body: {} },
            { onSuccess: ({ id }) => setRun(id) },
          )
        }
      >
        {t('send.now')}
      </Button>
      {send.error !== null && <ErrorNote failure={send.error} />}
      {run !== undefined && <RunProgress id={run} />}
    </div>
  )
}
