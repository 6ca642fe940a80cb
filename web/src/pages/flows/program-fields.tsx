import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import {
  CheckPart,
  ChoicePart,
  entryOf,
  LinesPart,
  TextPart,
  type PartForm,
} from '../../parts/form-part.tsx'
import { MoreFields } from '../../parts/more-fields.tsx'
import { useWords } from '../../words/i18n.ts'
import { newProgram, programWays, repeats, stepsFor, type ProgramDraft } from './draft-programs.ts'

interface ProgramsProps {
  readonly form: PartForm<readonly ProgramDraft[]>
  readonly direction: 'receive' | 'send'
  readonly hasTimetable: boolean
}

/** 外部プログラム: for each step at most one. */
export function ProgramFields({ form, direction, hasTimetable }: ProgramsProps): ReactNode {
  const { t } = useWords()
  const all = form.draft
  const steps = stepsFor(direction, hasTimetable)
  const free = steps.filter((step) => !all.some((one) => one.step === step))
  const [next] = free
  return (
    <div className="stack wide">
      {all.map((one, at) => (
        <fieldset key={at} className="part-entry">
          <legend className="only-read">{t('flow.program')}</legend>
          <OneProgram
            form={entryOf(form, at)}
            steps={[...new Set([one.step, ...steps.filter((step) => free.includes(step))])]}
          />
          <Button variant="subtle" size="compact-sm" onClick={() => form.set(all.toSpliced(at, 1))}>
            {t('flow.program-remove')}
          </Button>
        </fieldset>
      ))}
      {next !== undefined && (
        <div>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => form.set([...all, newProgram(next)])}
          >
            {t('flow.program-add')}
          </Button>
        </div>
      )}
      {!hasTimetable && <p className="hint">{t('flow.program-no-run')}</p>}
    </div>
  )
}

function OneProgram(props: {
  form: PartForm<ProgramDraft>
  steps: readonly ProgramDraft['step'][]
}): ReactNode {
  const { t } = useWords()
  const { form, steps } = props
  const isWebhook = form.draft.way === 'webhook'
  return (
    <>
      <div className="field-grid">
        <ChoicePart
          form={form}
          field="step"
          label={t('flow.step')}
          choices={steps.map((one) => [one, t(`flow.step.${one}`)])}
        />
        <ChoicePart
          form={form}
          field="way"
          label={t('flow.program-way')}
          choices={programWays.map((one) => [one, t(`flow.program-way.${one}`)])}
        />
        {!isWebhook && <TextPart form={form} field="file" label={t('flow.program-file')} mono />}
      </div>
      {isWebhook && <WebhookFields form={form} />}
      {!isWebhook && (
        <LinesPart
          form={form}
          field="arguments"
          label={t('flow.arguments')}
          help={t('flow.arguments-help')}
        />
      )}
      <div className="field-grid">
        <TextPart form={form} field="timeLimitSeconds" label={t('flow.time-limit')} numeric />
        <TextPart form={form} field="retries" label={t('flow.retries')} numeric />
        <TextPart form={form} field="retryAfterSeconds" label={t('flow.retry-after')} numeric />
      </div>
      {!isWebhook && <MoreProgram form={form} />}
    </>
  )
}

function WebhookFields({ form }: { form: PartForm<ProgramDraft> }): ReactNode {
  const { t } = useWords()
  const { file } = form.draft
  return (
    <>
      <div className="field-grid">
        <TextPart
          form={form}
          field="url"
          at="webhook.url"
          label={t('alert.url')}
          type="password"
          {...(/^https?:/u.test(file) && { placeholder: t('alert.url-kept', { server: file }) })}
        />
        <TextPart
          form={form}
          field="key"
          at="webhook.key"
          label={t('alert.key')}
          help={t('alert.key-help')}
          type="password"
        />
        <TextPart form={form} field="proxy" at="webhook.proxy" label={t('alert.proxy')} />
      </div>
      <CheckPart form={form} field="payload" label={t('flow.payload')} />
    </>
  )
}

function MoreProgram({ form }: { form: PartForm<ProgramDraft> }): ReactNode {
  const { t } = useWords()
  const inside = ['ok', 'warn', 'environment', 'workingFolder']
  const isWrong = inside.some((one) => form.said(`${form.place}.${one}`) !== undefined)
  return (
    <MoreFields title={t('flow.more')} open={isWrong}>
      <div className="field-grid">
        <TextPart form={form} field="ok" label={t('flow.ok')} help={t('flow.ok-help')} numeric />
        <TextPart form={form} field="warn" label={t('flow.warn')} numeric />
        <ChoicePart
          form={form}
          field="repeat"
          label={t('flow.repeat')}
          choices={repeats.map((one) => [one, t(`flow.repeat.${one}`)])}
        />
        <TextPart
          form={form}
          field="environment"
          label={t('flow.environment')}
          help={t('flow.environment-help')}
          mono
        />
        <TextPart form={form} field="workingFolder" label={t('flow.working-folder')} mono />
      </div>
    </MoreFields>
  )
}
