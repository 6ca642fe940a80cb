import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'

import { causeParams, HikyakuError } from '../../../errors/index.ts'
import { addCommand, addGroup } from '../command.ts'
import { writtenText } from '../../../base/written-text.ts'
import { mostBytes, readInputOrStdin } from '../input-file.ts'
import type { Session } from '../session.ts'
import { registerSettingsClearing } from './settings-clearing.ts'

export function registerSettings(program: Command, session: Session): void {
  const group = addGroup(program, session, 'settings')
  addCommand(group, session, {
    name: 'export [file]',
    help: 'settings.export',
    arguments: { file: 'argument.out' },
    examples: ['hikyaku settings export settings-backup.json', 'hikyaku settings export'],
  }).action((file: string | undefined) => exportSettings(session, file))
  addCommand(group, session, {
    name: 'import <file>',
    help: 'settings.import',
    arguments: { file: 'argument.file' },
    examples: ['hikyaku settings import settings-backup.json'],
  }).action((file: string) => importFile(session, file))
  registerSettingsClearing(group, session)
}

async function exportSettings(session: Session, file: string | undefined): Promise<void> {
  const { settingsExport } = await import('../../../domain/settings/index.ts')
  const { settings } = session.config
  await session.withStation(async ({ ledger }) => {
    const whole = settingsExport({ settings, partners: await ledger.partners.list() })
    const text = `${JSON.stringify(whole, undefined, 2)}\n`
    if (file === undefined || file === '-') {
      session.io.stdout.write(session.json ? `${JSON.stringify(whole)}\n` : text)
      return
    }
    await writeNew(resolve(session.io.directory, file), file, text)
    session.show({ file }, () => session.t('settings.exported', { file }))
  })
}

async function importFile(session: Session, file: string): Promise<void> {
  const { importSettings } = await import('../../../station/import-settings.ts')
  const { readSettingsText } = await import('../../../domain/settings/index.ts')
  const bytes = await readInputOrStdin(session.io, file, mostBytes.settings)
  const text = readSettingsText(writtenText(bytes))
  await session.withStation(async (station) => {
    const report = await importSettings(station, session.actor, text)
    session.show(report, () =>
      session.t('settings.imported', {
        added: report.added.length,
        changed: report.changed.length,
        same: report.same.length,
      }),
    )
    if (report.missing.length > 0) {
      session.report('secrets-missing', { detail: report.missing.join(', ') })
    }
  })
}

/** Never over another file: it may be the only copy of other settings. */
async function writeNew(path: string, file: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new HikyakuError('file-exists', { file }, { cause })
    throw new HikyakuError('write-failed', causeParams(cause), { cause })
  }
}
