import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PartnerTls } from '../../../../src/entry/api/contract.ts'
import { tlsVersions, versionLabel, type TlsVersion } from '../../../../src/wire/tls/versions.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { NewerNote } from '../../parts/newer-note.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { Section } from '../../parts/page.tsx'
import { SaidNote } from '../../parts/said-note.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { RestoreInitial } from './restore-initial.tsx'
import { useOrderForm, type Range } from './use-order-form.ts'
import { SuiteTable } from './suite-table.tsx'
import { useCheckedList } from './use-checked-list.ts'

/**
 * SSL 暗号の順位 of one partner: the list as the notice writes it, checked as it is typed,
 * with the strength of each suite; the initial list stays at hand.
 */
export function SuiteOrder({ name, tls }: { name: string; tls: PartnerTls }): ReactNode {
  const { t } = useWords()
  return (
    <Section
      id="suites"
      title={t('options.suites')}
      actions={
        <StateWord kind={tls.isInitial ? 'done' : 'warning'}>
          {t(tls.isInitial ? 'options.in-force.initial' : 'options.in-force.own')}
        </StateWord>
      }
    >
      <p className="hint">{t('options.suites-help')}</p>
      {tls.problem !== undefined && (
        <SaidNote title={t('options.no-connection')} said={tls.problem} />
      )}
      <OrderForm name={name} tls={tls} />
      <InitialList name={name} tls={tls} />
    </Section>
  )
}

function OrderForm({ name, tls }: { name: string; tls: PartnerTls }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const { order, stands, newer, change, apply, dirty, submit, undo, accept } = useOrderForm(
    name,
    tls,
  )
  const { list, groups, ...range } = order
  const checked = useCheckedList(name, list, range)
  return (
    <form className="stack wide" onSubmit={submit}>
      <VersionRange range={range} change={change} disabled={!may} />
      <Textarea
        label={t('options.list')}
        classNames={{ input: 'mono suite-input' }}
        value={list}
        readOnly={!may}
        rows={5}
        spellCheck={false}
        autoComplete="off"
        error={checked.problem}
        onChange={(event) => change({ list: event.currentTarget.value })}
      />
      <p className="check-line" role="status">
        {checked.checking
          ? t('options.checking')
          : checked.problem === undefined && t('options.checked', { count: checked.suites.length })}
      </p>
      <SuiteTable
        suites={checked.suites}
        change={may ? (next) => change({ list: next }) : undefined}
      />
      <TextInput
        label={t('options.groups')}
        description={t('options.groups-help')}
        classNames={{ input: 'mono' }}
        value={groups}
        placeholder={tls.initialGroups}
        readOnly={!may}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => change({ groups: event.currentTarget.value })}
      />
      {newer.clashes.length > 0 && (
        <NewerNote
          rows={newer.clashes.map((key) => [t(labels[key]), stands[key]])}
          accept={accept}
        />
      )}
      {apply.error !== null && <ErrorNote failure={apply.error} />}
      {may && (
        <div className="actions">
          <Button type="submit" loading={apply.isPending} disabled={!dirty}>
            {t('action.apply')}
          </Button>
          <Button variant="default" disabled={!dirty} onClick={undo}>
            {t('action.undo')}
          </Button>
          <span role="status" className="hint">
            {dirty ? t('unsaved.mark') : apply.isSuccess && t('options.applied')}
          </span>
        </div>
      )}
    </form>
  )
}

const labels = {
  list: 'options.list',
  groups: 'options.groups',
  tlsMin: 'options.min',
  tlsMax: 'options.max',
} as const

function VersionRange(props: {
  range: Range
  change: (range: Range) => void
  disabled: boolean
}): ReactNode {
  const { t } = useWords()
  const { range, change } = props
  return (
    <fieldset className="row">
      <legend>{t('options.versions')}</legend>
      {(['tlsMin', 'tlsMax'] as const).map((end) => (
        <NativeSelect
          key={end}
          label={t(end === 'tlsMin' ? 'options.min' : 'options.max')}
          value={range[end]}
          disabled={props.disabled}
          data={tlsVersions.map((value) => ({ value, label: versionLabel(value) }))}
          onChange={(event) => change({ ...range, [end]: event.currentTarget.value as TlsVersion })}
        />
      ))}
    </fieldset>
  )
}

function InitialList({ name, tls }: { name: string; tls: PartnerTls }): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  return (
    <div className="initial-list">
      <Textarea
        label={t('options.initial')}
        classNames={{ input: 'mono suite-input' }}
        value={tls.initialList}
        readOnly
        rows={3}
        spellCheck={false}
      />
      <div className="actions">
        <CopyButton text={tls.initialList} label={t('options.initial-copy')} />
        {may && <RestoreInitial name={name} tls={tls} />}
      </div>
    </div>
  )
}
