import { resolve } from 'node:path'
import type { Command } from 'commander'

import type { BackupReport } from '../../../station/index.ts'
import { addCommand, addOption } from '../command.ts'
import { pathOf, statInput } from '../input-file.ts'
import type { Session } from '../session.ts'

interface BackupFlags {
  readonly leaveOutDamaged?: boolean
}

export function registerBackup(program: Command, session: Session): void {
  const command = addCommand(program, session, {
    name: 'backup <file>',
    help: 'backup',
    arguments: { file: 'argument.file' },
    examples: ['hikyaku backup /mnt/backup/hikyaku-2026-04-01.zip'],
  })
  addOption(command, session, {
    flags: '--leave-out-damaged',
    help: 'option.leave-out-damaged',
  })
  command.action(async (name: string, { leaveOutDamaged = false }: BackupFlags) => {
    const file = resolve(session.io.directory, name)
    const { backupStation } = await import('../../../station/index.ts')
    const report = await backupStation(session.config.home, file, { leaveOutDamaged })
    const { documents } = report
    session.show({ file, ...report }, () => session.t('backup.done', { file, documents }))
    await tellDamage(session, report)
  })
  addCommand(program, session, {
    name: 'restore <file>',
    help: 'restore',
    arguments: { file: 'argument.file' },
    examples: ['hikyaku --home ./new-home restore /mnt/backup/hikyaku-2026-04-01.zip'],
  }).action(async (name: string) => {
    const { home } = session.config
    const input = { file: name, directory: session.io.directory }
    await statInput(input)
    const { restoreStation } = await import('../../../station/index.ts')
    const report = await restoreStation(pathOf(input), home)
    const { documents } = report
    session.show({ home, ...report }, () => session.t('restore.done', { home, documents }))
    await tellDamage(session, report)
  })
}

async function tellDamage(session: Session, { damaged }: BackupReport): Promise<void> {
  const { damageParams } = await import('../../../station/index.ts')
  const params = damageParams(damaged)
  if (params !== undefined) session.report('backup-part-damaged', params)
}
