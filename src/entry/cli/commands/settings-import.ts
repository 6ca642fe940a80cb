import type { Command } from 'commander'

import type { SecretReference, WrittenText } from '../../../domain/settings/index.ts'
import { HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import type { ImportPlan, ReadText } from '../../../station/settings/index.ts'
import type { Station } from '../../../station/index.ts'
import { addCommand, addOption } from '../command.ts'
import { confirmed } from '../confirmed.ts'
import { mostBytes, readInputOrStdin } from '../input-file.ts'
import { faultLines } from '../print/fault-text.ts'
import { changesText } from '../print/settings-changes.ts'
import { readSecret } from '../secret-file.ts'
import type { Session } from '../session.ts'

/** Loaded late: the start of every command must not load the business. */
const business = () => import('../../../station/settings/index.ts')

interface ImportFlags {
  readonly dryRun?: boolean
  readonly prune?: boolean
  readonly yes?: boolean
}

/** `settings import`: what differs is shown, and taken over whole or not at all. */
export function registerSettingsImport(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'import <file>',
    help: 'settings.import',
    arguments: { file: 'argument.file' },
    examples: [
      'hikyaku settings import settings.yaml --dry-run',
      'hikyaku settings import settings.yaml --yes',
      'hikyaku settings import settings.yaml --prune',
    ],
  })
  addOption(command, session, { flags: '--dry-run', help: 'option.settings-dry-run' })
  addOption(command, session, { flags: '--prune', help: 'option.settings-prune' })
  addOption(command, session, { flags: '--yes', help: 'option.yes' })
  command.action(async (file: string, flags: ImportFlags) => {
    const { readSettingsFile } = await business()
    const bytes = await readInputOrStdin(session.io, file, mostBytes.settings)
    await importText(session, { file, flags, read: () => readSettingsFile(bytes) })
  })
}

/** A text to take over, however it was written. */
interface Source {
  readonly file: string
  readonly flags: ImportFlags
  readonly read: (station: Station) => ReadText | Promise<ReadText>
}

/** Reads a text, shows what it changes, asks, and takes it over. */
async function importText(session: Session, source: Source): Promise<void> {
  await session.withStation(async (station) => {
    const written = await source.read(station)
    if ('troubles' in written) {
      for (const { en, ja, line, column } of written.troubles) {
        const params = { file: source.file, line, column, detail: en, detailJa: ja }
        session.report('settings-text-broken', params)
      }
      return
    }
    await importWritten(session, station, source, written)
  })
}

async function importWritten(
  session: Session,
  station: Station,
  { file, flags }: Source,
  written: WrittenText,
): Promise<void> {
  const { importSettings, planImport } = await business()
  const { readSettingsText } = await import('../../../domain/settings/index.ts')
  const order = {
    json: written.value,
    read: readSettingsText(written.value),
    prune: flags.prune === true,
    secretOf: (reference: SecretReference) => secretOf(session, reference),
  }
  const plan = await planImport(station, session.actor, order)
  if (plan.findings.length > 0) {
    tellFindings(session, file, { plan, written })
    return
  }
  if (plan.changes.length === 0 || flags.dryRun === true) {
    show(session, plan, false)
    return
  }
  if (flags.yes !== true) {
    session.io.stderr.write(changesText(session, plan))
    const isWanted = await confirmed(session, session.t('settings.ask'))
    if (isWanted === undefined) throw new HikyakuError('settings-not-confirmed')
    if (!isWanted) {
      session.show({ imported: false }, () => session.t('settings.not-done'))
      return
    }
  }
  show(session, await importSettings(station, session.actor, order, plan.mark), true)
}

function show(session: Session, plan: ImportPlan, isDone: boolean): void {
  const { changes, same, missing, mark } = plan
  const { t } = session
  session.show({ imported: isDone, changes, same, missing, mark }, () => {
    if (changes.length === 0) return t('settings.nothing', { same: same.length })
    const of = (kind: string): number => changes.filter((one) => one.kind === kind).length
    const counts = { added: of('add'), changed: of('change'), removed: of('remove') }
    const told = { ...counts, same: same.length }
    return `${changesText(session, plan)}${t(isDone ? 'settings.imported' : 'settings.would', told)}`
  })
  if (missing.length > 0) session.report('secrets-missing', { detail: missing.join(', ') })
}

/** Each mistake with its place, what to do about it, and at the end how many there were. */
function tellFindings(
  session: Session,
  file: string,
  { plan, written }: { readonly plan: ImportPlan; readonly written: WrittenText },
): void {
  const found = plan.findings.map(({ path, fault }) => ({ fault, ...written.placeOf(path) }))
  found.sort((one, other) => one.line - other.line || one.column - other.column)
  for (const { fault, line, column, heading } of found) {
    const place = `${file}:${line}:${column}${heading === undefined ? '' : ` (${heading})`}`
    session.emit({
      ...{ file, line, column, heading, number: fault.entry.id, name: fault.fault },
      ...fault.text(session.language),
    })
    session.io.stderr.write(`${place}\n`)
    session.io.stderr.write(faultLines(fault.fault, fault.params, session))
  }
  session.report('settings-text-refused', { file, count: found.length })
}

/** Undefined if it is not there: what stands already stays. */
async function secretOf(session: Session, reference: SecretReference): Promise<string | undefined> {
  if ('env' in reference) {
    const value = session.io.environment[reference.env]
    return value === '' ? undefined : value
  }
  try {
    return await readSecret(session, 'secrets', reference.file)
  } catch (error) {
    if (isHikyakuError(error) && error.fault === 'file-missing') return undefined
    throw error
  }
}
