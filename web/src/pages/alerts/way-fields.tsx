import type { ReactNode } from 'react'
import { webhookShapes } from '../../../../src/domain/webhooks/shapes.ts'
import { ChoicePart, LinesPart, TextPart } from '../../parts/form-part.tsx'
import { MoreFields } from '../../parts/more-fields.tsx'
import { useWords, type Say } from '../../words/i18n.ts'
import { wayOf, type AlertForm, type AlertView, type Way } from './alert-draft.ts'

/** How a message goes out: its form, and how it is said. Another way is one more of these. */
interface WayForm {
  readonly Fields: (props: { form: AlertForm; before: AlertView | undefined }) => ReactNode
  readonly said: (alert: AlertView, t: Say) => string
}

export const wayForms: Readonly<Record<Way, WayForm>> = {
  mail: { Fields: MailFields, said: ({ mail }) => mail.join(', ') },
  webhook: {
    Fields: WebhookFields,
    said: ({ webhook }, t) =>
      webhook === undefined
        ? ''
        : t('word.with-note', {
            text: t(`alert.shape.${webhook.shape}`),
            note: webhook.server.replace(/^https?:\/\//u, ''),
          }),
  },
}

/** To whom a rule tells. */
export function toldText(alert: AlertView, t: Say): string {
  return wayForms[wayOf(alert)].said(alert, t)
}

function MailFields({ form }: { form: AlertForm }): ReactNode {
  const { t } = useWords()
  return (
    <LinesPart
      form={form}
      field="mail"
      label={t('alert.mail')}
      help={t('alert.mail-help')}
      rows={2}
    />
  )
}

function WebhookFields(props: { form: AlertForm; before: AlertView | undefined }): ReactNode {
  const { t } = useWords()
  const { form, before } = props
  const server = before?.webhook?.server
  const { shape, proxy, trust } = form.draft
  const said: AlertForm = { ...form, place: 'webhook' }
  // What is wrong with an address names it alone.
  const url: AlertForm = { ...form, said: (place) => form.said(place) ?? form.said('webhook.url') }
  const isSet = proxy !== '' || trust !== ''
  const isWrong = ['proxy', 'trust'].some(
    (one) => form.said(`webhook.${one}`) !== undefined || form.said(one) !== undefined,
  )
  return (
    <>
      <div className="field-grid">
        <ChoicePart
          form={said}
          field="shape"
          label={t('alert.shape')}
          choices={webhookShapes.map((one) => [one, t(`alert.shape.${one}`)])}
        />
        <TextPart
          form={url}
          field="url"
          label={t('alert.url')}
          type="password"
          {...(server !== undefined && { placeholder: t('alert.url-kept', { server }) })}
        />
        {shape === 'generic' && (
          <TextPart
            form={form}
            field="key"
            label={t('alert.key')}
            help={t('alert.key-help')}
            type="password"
          />
        )}
      </div>
      <MoreFields title={t('flow.more')} open={isSet || isWrong}>
        <div className="stack wide">
          <TextPart
            form={said}
            field="proxy"
            label={t('alert.proxy')}
            placeholder="http://proxy:8080"
          />
          <LinesPart
            form={said}
            field="trust"
            label={t('alert.trust')}
            help={t('alert.trust-help')}
          />
        </div>
      </MoreFields>
    </>
  )
}
