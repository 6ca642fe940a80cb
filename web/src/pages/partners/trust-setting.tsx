import { Button, Checkbox } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { FileDrop, mostBytes } from '../../parts/file-drop.tsx'
import { dayText } from '../../parts/moment.ts'
import { useWords } from '../../words/i18n.ts'
import { saidOf, type Form } from './fields.tsx'
import type { PartnerDetail } from './partner-detail.ts'

/** The CAs: PEM files dropped or chosen, and the system's own list by a tick. */
export function TrustSetting(props: { form: Form; known: PartnerDetail['trust'] }): ReactNode {
  const { t } = useWords()
  const { form } = props
  const { trust, kind } = form.draft
  const [refused, setRefused] = useState<string>()
  const add = async (files: readonly File[]): Promise<void> => {
    const texts = await Promise.all(files.map(async (file) => ({ file, text: await file.text() })))
    const bad = texts.find(({ text }) => !text.includes('-----BEGIN CERTIFICATE-----'))
    setRefused(bad === undefined ? undefined : t('partner.trust-not-pem', { file: bad.file.name }))
    const good = texts.filter((one) => one !== bad).flatMap(({ text }) => certificatesIn(text))
    form.change({ trust: [...new Set([...trust, ...good])] })
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
          <TrustEntry key={one} text={one} form={form} known={props.known} />
        ))}
      </ul>
      {!form.disabled && (
        <FileDrop
          label={t('partner.trust-choose')}
          help={t('partner.trust-help')}
          accept=".pem,.crt,.cer"
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
        {refused ?? saidOf(form, 'trust')}
      </p>
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

/** Each certificate of a PEM text by itself. */
export function certificatesIn(text: string): string[] {
  return (
    text
      .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu)
      ?.map((one) => `${one}\n`) ?? []
  )
}
