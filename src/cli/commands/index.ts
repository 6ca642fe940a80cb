import type { Command } from 'commander'

import type { Session } from '../session.ts'
import { registerInit } from './init.ts'

/** Adds all commands, in the order in which `--help` shows them. */
export function registerCommands(program: Command, session: Session): void {
  registerInit(program, session)
}
