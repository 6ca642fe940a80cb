import { Button, Checkbox } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { ApiFailure, call } from '../../api/client.ts'
import { base64Of } from '../../api/file-text.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FileDrop, mostBytes } from '../../parts/file-drop.tsx'
import { dayText } from '../../parts/moment.ts'
import { useWords } from '../../words/i18n.ts'
import { saidOf, type Form } from './fields.tsx'
import type { PartnerDetail } from './partner-detail.ts'

type TrustFacts = ResponseOf<'certificates.read-trust'>['items'][number]

/** The CAs: files dropped or chosen, which the station reads whatever their form, and the system's own list by a tick. */
export function TrustSetting(props: { form: Form; known: PartnerDetail['trust'] }): ReactNode {
  const { t } = useWords()
  const { form } = props
  const { trust, kind } = form.draft
  const [refused, setRefused] = useState<ApiFailure>()
  // Of the files that were added just now: who each CA is.
  const [read, setRead] = useState<readonly TrustFacts[]>([])
  const add = async (files: readonly File[]): Promise<void> => {
    const found: TrustFacts[] = []
    setRefused(undefined)
    for (const file of files) {
      try {
        const body = { fileName: file.name, content: await base64Of(file) }
        found.push(...(await call('certificates.read-trust', { body })).items)
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error
        setRefused(error)
      }
    }
    setRead((before) => [...before, ...found])
    form.change({ trust: [...new Set([...trust, ...found.map(({ pem }) => pem)])] })
  }
  const none = kind === 'jx-server' ? 'partner.trust-none' : 'partner.trust-none-client'
  return (
    <fieldset className="stack">
      <legend className={props.known.length > 0 || form.disabled ? 'only-read' : undefined}>
        {t('partner.trust')}
      </legend>
      {trust.length === 0 && <p className="hint">{t(none)}</p>}
      <ul className="trust-list">
        {trust.map((one) => (
          <TrustEntry key={one} text={one} form={form} known={[...props.known, ...read]} />
        ))}
      </ul>
      {!form.disabled && (
        <FileDrop
          label={t('partner.trust-choose')}
          help={t('partner.trust-help')}
          most={mostBytes.certificate}
          multiple
          take={(files) => void add(files)}
        />
      )}
      {kind === 'jx-server' && (
        <Checkbox
          label={t('partner.trust-system')}
          checked={trust.includes('system')}
          disabled={form.disabled}
          onChange={(event) =>
            form.change({
              trust: event.currentTarget.checked
                ? [...trust, 'system']
                : trust.filter((one) => one !== 'system'),
            })
          }
        />
      )}
      <p className="field-error" role="alert">
        {saidOf(form, 'trust')}
      </p>
      {refused !== undefined && <ErrorNote failure={refused} />}
    </fieldset>
  )
}

function TrustEntry(props: { text: string; form: Form; known: PartnerDetail['trust'] }): ReactNode {
  const { t, language } = useWords()
  const { text, form } = props
  const facts = props.known.find((one) => 'pem' in one && one.pem.trim() === text.trim())
  const name =
    text === 'system'
      ? t('partner.trust-system-is')
      : facts !== undefined && 'subject' in facts
        ? t('word.with-note', { text: facts.subject, note: dayText(facts.notAfter, language) })
        : `PEM ${text.replaceAll(/-----[^-]+-----|\s/gu, '').slice(-16)}`
  return (
    <li>
      <span>{name}</span>
      {!form.disabled && (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`${t('action.remove')}: ${name}`}
          onClick={() => form.change({ trust: form.draft.trust.filter((one) => one !== text) })}
        >
          {t('action.remove')}
        </Button>
      )}
    </li>
  )
}
