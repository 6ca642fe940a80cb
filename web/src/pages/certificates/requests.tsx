import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CertificateRequestView } from '../../../../src/entry/api/contract.ts'
import { addressOf } from '../../api/client.ts'
import { base64Of } from '../../api/file-text.ts'
import { useChange, useRead } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FileDrop, mostBytes } from '../../parts/file-drop.tsx'
import { momentText } from '../../parts/moment.ts'
import { Section } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { Imported } from './imported.tsx'
import { RequestForm } from './request-form.tsx'

/** 証明書要求（CSR）: keys made here that wait for their certificates, and how to make one. */
export function Requests(): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const { data, error } = useRead('certificate-requests.list', {})
  const add = useChange('certificates.import', ['certificate-requests', 'certificates', 'audit'])
  if (!may && data?.items.length === 0) return null
  return (
    <Section title={t('requests.title')}>
      <p className="hint">{t('requests.help')}</p>
      {error !== null && <ErrorNote failure={error} />}
      {data?.items.map((request) => (
        <Waiting
          key={request.name}
          request={request}
          answer={async (file) => {
            const content = await base64Of(file)
            add.mutate({ body: { name: request.name, fileName: file.name, content } })
          }}
        />
      ))}
      <Imported of={add.data} />
      {add.error !== null && <ErrorNote failure={add.error} />}
      {may && <RequestForm />}
    </Section>
  )
}

function Waiting(props: {
  request: CertificateRequestView
  answer: (file: File) => Promise<void>
}): ReactNode {
  const { t, language } = useWords()
  const may = useMay('admin')
  const withdraw = useChange('certificate-requests.withdraw', ['certificate-requests', 'audit'])
  const { name, subject, requestPem, requestedAt } = props.request
  return (
    <div className="request" role="group" aria-label={name}>
      <div className="section-head">
        <div>
          <h3>{name}</h3>
          <p className="hint">
            {subject} · {t('requests.made', { at: momentText(requestedAt, language) })}
          </p>
        </div>
        <div className="actions">
          <Button
            component="a"
            size="sm"
            variant="default"
            href={addressOf('certificate-requests.csr', { params: { name } })}
            download
          >
            {t('requests.download')}
          </Button>
          <CopyButton text={requestPem} label={t('requests.copy')} />
          {may && (
            <ConfirmButton
              label={t('requests.withdraw')}
              title={t('requests.withdraw-title', { name })}
              text={t('requests.withdraw-text')}
              change={withdraw}
              request={{ params: { name } }}
              danger
            />
          )}
        </div>
      </div>
      {may && (
        <FileDrop
          label={t('requests.choose')}
          help={t('requests.answer')}
          accept=".pem,.crt,.cer"
          most={mostBytes.certificate}
          take={([file]) => {
            if (file !== undefined) void props.answer(file)
          }}
        />
      )}
    </div>
  )
}
