import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'

import { causeParams, HikyakuError } from '../../../errors/index.ts'
import { addCommand, addGroup } from '../command.ts'
import type { Session } from '../session.ts'
import { registerSettingsClearing } from './settings-clearing.ts'
import { registerSettingsImport } from './settings-import.ts'

/** Loaded late: the start of every command must not load the business. */
const business = () => import('../../../domain/settings/index.ts')

export function registerSettings(program: Command, session: Session): void {
  const group = addGroup(program, session, 'settings')
  addCommand(group, session, {
    name: 'export [file]',
    help: 'settings.export',
    arguments: { file: 'argument.out' },
    examples: ['hikyaku settings export settings.yaml', 'hikyaku settings export'],
  }).action((file: string | undefined) => exportSettings(session, file))
  registerSettingsImport(group, session)
  addCommand(group, session, {
    name: 'schema [file]',
    help: 'settings.schema',
    arguments: { file: 'argument.out' },
    examples: ['hikyaku settings schema hikyaku-settings.schema.json'],
  }).action(async (file: string | undefined) => {
    const { settingsSchema } = await business()
    await writeOut(session, file, `${JSON.stringify(settingsSchema(), undefined, 2)}\n`)
  })
  registerSettingsClearing(group, session)
}

async function exportSettings(session: Session, file: string | undefined): Promise<void> {
  const { settingsExport } = await business()
  const { exportedText, wholeSettings } = await import('../../../station/settings/index.ts')
  await session.withStation(async (station) => {
    const written = settingsExport(await wholeSettings(station))
    const isOut = file === undefined || file === '-'
    if (isOut && session.json) {
      session.emit(written)
      return
    }
    const isJson = session.json || file?.toLowerCase().endsWith('.json') === true
    const text = isJson ? `${JSON.stringify(written, undefined, 2)}\n` : exportedText(written)
    await writeOut(session, file, text)
  })
}

/** On stdout, or into a file that was not there. */
async function writeOut(session: Session, file: string | undefined, text: string): Promise<void> {
  if (file === undefined || file === '-') {
    session.io.stdout.write(text)
    return
  }
  await writeNew(resolve(session.io.directory, file), file, text)
  session.show({ file }, () => session.t('settings.exported', { file }))
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
