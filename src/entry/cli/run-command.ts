import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { chooseLanguage, languageOfLocale } from '../../station/config/language.ts'
import { causeParams, HikyakuError, isHikyakuError, type Language } from '../../errors/index.ts'
import { rootCommand } from './command.ts'
import { registerCommands } from './commands/index.ts'
import type { Io } from './io.ts'
import { Session } from './session.ts'
import { isHelpShown, usageFault } from './usage-error.ts'

/**
 * Runs one command.
 *
 * @param argv the arguments after the program's name
 * @returns the exit status
 */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  const session = new Session(io, languageOf(argv, io))
  try {
    const program = rootCommand(session, version())
    await registerCommands(program, session, argv)
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!isHelpShown(error)) reportFailure(session, error)
  }
  return session.status
}

function reportFailure(session: Session, error: unknown): void {
  const fault = usageFault(error) ?? (isHikyakuError(error) ? error : undefined)
  if (fault !== undefined) {
    session.report(fault.fault, fault.params)
    return
  }
  const defect = new HikyakuError('defect', causeParams(error))
  session.report(defect.fault, defect.params)
  const stack = error instanceof Error ? error.stack : undefined
  if (stack !== undefined)
    session.io.stderr.write(`${session.t('fault.defect-detail')}:\n${stack}\n`)
}

/** The language must be known before the help is built, so the flag is looked for by hand. */
function languageOf(argv: readonly string[], io: Io): Language {
  const end = argv.indexOf('--')
  const flags = end === -1 ? argv : argv.slice(0, end)
  const at = flags.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const word = flags[at]
  const flag = word?.startsWith('--lang=') === true ? word.slice('--lang='.length) : flags[at + 1]
  try {
    return chooseLanguage(io.environment, word === undefined ? undefined : flag)
  } catch {
    // Refused later, by name, in a language that is known.
    return languageOfLocale(io.environment)
  }
}

function version(): string {
  // The same three steps up from src/entry/cli and from dist/entry/cli.
  const file = join(import.meta.dirname, '..', '..', '..', 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
