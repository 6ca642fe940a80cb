import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { BodyOf } from '../../../../src/entry/api/contract.ts'
import { addressOf } from '../../api/client.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FileDrop, mostBytes } from '../../parts/file-drop.tsx'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'

/** All settings as one file, out and in, and a backup of everything. */
export function SettingsTransfer(): ReactNode {
  const { t } = useWords()
  const [refused, setRefused] = useState<string>()
  const take = useChange('settings.import', ['settings', 'partners', 'overview', 'audit'])
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    setRefused(undefined)
    try {
      take.mutate({ body: JSON.parse(await file.text()) as BodyOf<'settings.import'> })
    } catch {
      setRefused(t('settings.not-json', { file: file.name }))
    }
  }
  const done = take.data
  return (
    <Section title={t('settings.transfer')}>
      <p className="hint">{t('settings.transfer-help')}</p>
      <p className="hint">{t('settings.backup-help')}</p>
      <div className="actions">
        <Button
          component="a"
          variant="default"
          href={addressOf('settings.export', {})}
          download="hikyaku-settings.json"
        >
          {t('settings.export')}
        </Button>
        <Button component="a" variant="default" href={addressOf('backup.download', {})} download>
          {t('settings.backup')}
        </Button>
      </div>
      <FileDrop
        label={t('settings.import')}
        help={t('settings.import-help')}
        accept=".json"
        most={mostBytes.settings}
        take={([file]) => void read(file)}
      />
      <p className="field-error" role="alert">
        {refused}
      </p>
      {take.error !== null && <ErrorNote failure={take.error} />}
      {done !== undefined && (
        <p role="status">
          {t('settings.imported', {
            added: done.added.length,
            changed: done.changed.length,
            same: done.same.length,
          })}{' '}
          {done.missing.length > 0 && t('settings.missing', { what: done.missing.join(', ') })}
        </p>
      )}
    </Section>
  )
}
