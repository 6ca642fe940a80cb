import type { Command } from 'commander'

import { addGroup } from '../command.ts'
import type { Session } from '../session.ts'
import { registerTlsAdvisories } from './tls-advisories.ts'
import { registerTlsCallers } from './tls-callers.ts'
import { registerTlsCheck } from './tls-check.ts'
import { registerTlsExplain } from './tls-explain.ts'
import { registerTlsGroups } from './tls-groups.ts'
import { registerTlsSuites } from './tls-suites.ts'
import { registerTlsWaive } from './tls-waive.ts'

export function registerTls(program: Command, session: Session): void {
  const group = addGroup(program, session, 'tls')
  registerTlsCheck(group, session)
  registerTlsExplain(group, session)
  registerTlsCallers(group, session)
  registerTlsAdvisories(group, session)
  registerTlsSuites(group, session)
  registerTlsGroups(group, session)
  registerTlsWaive(group, session)
}
