import { resolve } from 'node:path'
import type { Command } from 'commander'

import { addCommand } from '../command.ts'
import { pathOf, statInput } from '../input-file.ts'
import type { Session } from '../session.ts'

export function registerBackup(program: Command, session: Session): void {
  addCommand(program, session, {
    name: 'backup <file>',
    help: 'backup',
    arguments: { file: 'argument.file' },
    examples: ['hikyaku backup /mnt/backup/hikyaku-2026-04-01.zip'],
  }).action(async (name: string) => {
    const file = resolve(session.io.directory, name)
    const { backupStation } = await import('../../../station/station.ts')
    const { documents } = await backupStation(session.config.home, file)
    session.show({ file, documents }, () => session.t('backup.done', { file, documents }))
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
    const { restoreStation } = await import('../../../station/station.ts')
    const { documents } = await restoreStation(pathOf(input), home)
    session.show({ home, documents }, () => session.t('restore.done', { home, documents }))
  })
}
