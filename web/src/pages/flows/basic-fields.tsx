import type { ReactNode } from 'react'
import { CheckPart, LinesPart, TextPart, type PartForm } from '../../parts/form-part.tsx'
import { useWords } from '../../words/i18n.ts'
import type { BasicDraft } from './flow-draft.ts'

/** Name, kind, days to keep, and what somebody noted. */
export function BasicFields(props: {
  form: PartForm<BasicDraft>
  direction: 'receive' | 'send'
}): ReactNode {
  const { t } = useWords()
  const { form, direction } = props
  const isAny = form.draft.documentType.trim() === ''
  return (
    <div className="stack wide">
      <div className="field-grid">
        <TextPart form={form} field="name" label={t('flows.name')} longest={100} required />
        <TextPart
          form={form}
          field="documentType"
          at="kind"
          label={t('flows.kind')}
          placeholder={t('flows.kind-any')}
          longest={255}
        />
        {!isAny && (
          <TextPart
            form={form}
            field="formatType"
            at="kind.formatType"
            label={t('flow.format-type')}
            placeholder={t('flow.format-of-partner')}
            longest={255}
          />
        )}
        <TextPart
          form={form}
          field="keepDays"
          label={t('flow.keep-days')}
          placeholder={t('flow.keep-as-all')}
          numeric
        />
      </div>
      {direction === 'receive' && !isAny && (
        <CheckPart
          form={form}
          field="filtered"
          label={t('flow.filtered')}
          help={t('flow.filtered-help')}
        />
      )}
      <LinesPart form={form} field="note" label={t('flows.note')} rows={2} />
    </div>
  )
}
