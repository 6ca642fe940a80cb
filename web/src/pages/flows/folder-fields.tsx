import type { ReactNode } from 'react'
import { CheckPart, ChoicePart, TextPart, type PartForm } from '../../parts/form-part.tsx'
import { MoreFields } from '../../parts/more-fields.tsx'
import { useWords } from '../../words/i18n.ts'
import {
  existsWays,
  orders,
  sameBytesWays,
  takenName,
  whenWays,
  wholeWays,
  type FolderDraft,
} from './draft-folder.ts'

interface FolderProps {
  readonly form: PartForm<FolderDraft>
  readonly direction: 'receive' | 'send'
  /** How the next document would be named. */
  readonly fileName: string | undefined
  readonly hasTimetable: boolean
}

/** Where files to send are taken, or where received ones are put, and how they are named. */
export function FolderFields(props: FolderProps): ReactNode {
  const { t } = useWords()
  const { form, direction, fileName } = props
  return (
    <div className="stack wide">
      <TextPart
        form={form}
        field="path"
        label={t(`flow.folder.${direction}`)}
        help={t('flow.folder-help')}
        mono
      />
      <CheckPart form={form} field="make" label={t('flow.folder-make')} />
      <TextPart
        form={form}
        field="name"
        label={t(`flow.file-name.${direction}`)}
        help={t(`flow.file-name-help.${direction}`)}
        mono
      />
      <NextName
        path={form.draft.path}
        name={direction === 'receive' ? fileName : takenName(form.draft.name)}
        direction={direction}
      />
      {direction === 'receive' ? <HandOver {...props} /> : <PickUp {...props} />}
      <CheckPart form={form} field="marker" label={t('flow.marker')} help={t('flow.marker-help')} />
    </div>
  )
}

function NextName(props: {
  path: string
  name: string | undefined
  direction: 'receive' | 'send'
}): ReactNode {
  const { t } = useWords()
  const { path, name, direction } = props
  if (name === undefined || name === '') return null
  const sign = path.includes('\\') ? '\\' : '/'
  const folder = path.trim().replace(/[\\/]+$/u, '')
  return (
    <p className="next-name" role="status">
      <b>{t(`flow.next-name.${direction}`)}</b>{' '}
      <span className="mono">
        {folder === '' ? '' : `${folder}${sign}`}
        <b>{name.replaceAll('/', sign)}</b>
      </span>
    </p>
  )
}

function HandOver({ form }: FolderProps): ReactNode {
  const { t } = useWords()
  const isWaiting = form.draft.exists === 'wait'
  const isWrong = ['doneFile', 'mode'].some((one) => form.said(`folder.${one}`) !== undefined)
  const isSet = form.draft.doneFile !== '' || form.draft.mode !== ''
  return (
    <>
      <div className="field-grid">
        <ChoicePart
          form={form}
          field="exists"
          label={t('flow.exists')}
          choices={existsWays.map((one) => [one, t(`flow.exists.${one}`)])}
        />
        {isWaiting && (
          <TextPart form={form} field="waitLimitMinutes" label={t('flow.wait-limit')} numeric />
        )}
      </div>
      <MoreFields title={t('flow.more')} open={isWrong || isSet}>
        <div className="field-grid">
          <TextPart form={form} field="doneFile" label={t('flow.done-file')} placeholder=".end" />
          <TextPart form={form} field="mode" label={t('flow.mode')} placeholder="0640" />
        </div>
      </MoreFields>
    </>
  )
}

function PickUp({ form, hasTimetable }: FolderProps): ReactNode {
  const { t } = useWords()
  const { whole } = form.draft
  const inside = ['settleSeconds', 'looks', 'lookEverySeconds']
  const isWrong = inside.some((one) => form.said(`folder.${one}`) !== undefined)
  return (
    <>
      <div className="field-grid">
        <ChoicePart
          form={form}
          field="whole"
          label={t('flow.whole')}
          choices={wholeWays.map((one) => [one, t(`flow.whole.${one}`)])}
        />
        {whole === 'trigger' && (
          <TextPart form={form} field="trigger" label={t('flow.trigger')} placeholder=".end" />
        )}
        <ChoicePart
          form={form}
          field="sameBytes"
          label={t('flow.same-bytes')}
          choices={sameBytesWays.map((one) => [one, t(`flow.same-bytes.${one}`)])}
        />
      </div>
      <MoreFields title={t('flow.more')} open={isWrong}>
        <div className="field-grid">
          {whole === 'stable' && (
            <>
              <TextPart form={form} field="looks" label={t('flow.looks')} numeric />
              <TextPart form={form} field="lookEverySeconds" label={t('flow.look-every')} numeric />
            </>
          )}
          {hasTimetable && (
            <>
              <ChoicePart
                form={form}
                field="when"
                label={t('flow.when')}
                choices={whenWays.map((one) => [one, t(`flow.when.${one}`)])}
              />
              <TextPart form={form} field="settleSeconds" label={t('flow.settle')} numeric />
            </>
          )}
          <ChoicePart
            form={form}
            field="order"
            label={t('flow.order')}
            choices={orders.map((one) => [one, t(`flow.order.${one}`)])}
          />
        </div>
      </MoreFields>
    </>
  )
}
