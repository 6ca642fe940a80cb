import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { FormFailure, saidAt } from '../../parts/form-failure.tsx'
import { ChoicePart, TextPart, type PartForm } from '../../parts/form-part.tsx'
import { Facts, Section } from '../../parts/page.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { serverDraftOf, serverOf, tlsWays, usualPorts, type ServerDraft } from './alert-draft.ts'

type MailServer = ResponseOf<'alerts.list'>['server']

/** The mail server through which alerts go. */
export function MailServerSection({ server }: { server: MailServer }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const [editing, setEditing] = useState(false)
  return (
    <Section
      title={t('alert.server')}
      actions={
        may &&
        !editing && (
          <Button variant="default" size="compact-sm" onClick={() => setEditing(true)}>
            {t(server === undefined ? 'alert.server-set' : 'flows.edit')}
          </Button>
        )
      }
    >
      {editing && <ServerForm server={server} close={() => setEditing(false)} />}
      {!editing && server === undefined && <p className="hint">{t('alert.server-none')}</p>}
      {!editing && server !== undefined && (
        <Facts
          rows={[
            [t('alert.host'), `${server.host}:${server.port}`],
            [t('alert.tls'), t(`alert.tls.${server.tls}`)],
            [t('alert.from'), server.from],
            ...(server.user === undefined ? [] : ([[t('alert.user'), server.user]] as const)),
          ]}
        />
      )}
    </Section>
  )
}

const fields = ['host', 'port', 'tls', 'user', 'password', 'from', 'mail']

function ServerForm({ server, close }: { server: MailServer; close: () => void }): ReactNode {
  const { t } = useWords()
  const [first] = useState(() => serverDraftOf(server))
  const [draft, set] = useState(first)
  const put = useChange('alerts.mail', ['alerts'])
  useUnsaved(draft !== first && !put.isSuccess)
  const said = saidAt(put.error === null ? [] : [put.error.said])
  const form: PartForm<ServerDraft> = {
    draft,
    // The port goes with the way, as long as it is the usual one.
    set: (next) => {
      const isUsual = Object.values(usualPorts).includes(draft.port)
      const port = next.tls !== draft.tls && isUsual ? usualPorts[next.tls] : undefined
      set(port === undefined ? next : { ...next, port })
    },
    place: '',
    said: (place) => said(place) ?? said(`mail.${place}`),
  }
  return (
    <form
      className="stack wide"
      onSubmit={(event) => {
        event.preventDefault()
        put.mutate({ body: serverOf(draft) }, { onSuccess: close })
      }}
    >
      <TextPart form={form} field="host" label={t('alert.host')} placeholder="smtp.example.jp" />
      <div className="row two-fields">
        <ChoicePart
          form={form}
          field="tls"
          label={t('alert.tls')}
          choices={tlsWays.map((one) => [one, t(`alert.tls.${one}`)])}
        />
        <TextPart form={form} field="port" label={t('alert.port')} numeric />
      </div>
      <TextPart form={form} field="from" label={t('alert.from')} placeholder="edi@example.jp" />
      <TextPart form={form} field="user" label={t('alert.user')} help={t('alert.user-help')} />
      {draft.user.trim() !== '' && (
        <TextPart
          form={form}
          field="password"
          label={t('alert.password')}
          type="password"
          {...(server?.user !== undefined && { help: t('alert.password-kept') })}
        />
      )}
      <FormFailure failure={put.error} fields={fields} />
      <div className="actions">
        <Button type="submit" loading={put.isPending}>
          {t('action.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  )
}
