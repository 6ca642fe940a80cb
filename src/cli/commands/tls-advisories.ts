import type { Command } from 'commander'

import { oneOf } from '../arguments.ts'
import { addCommand } from '../command.ts'
import { advisoryJson, advisoryText } from '../print/advisory-text.ts'
import type { Session } from '../session.ts'

/** `tls advisories`: the known problems, or one of them. */
export function registerTlsAdvisories(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'advisories [id]',
    help: 'tls.advisories',
    arguments: { id: 'argument.advisory' },
    examples: ['hikyaku tls advisories', 'hikyaku tls advisories ssl3-algorithm-mismatch'],
  }).action(async (id: string | undefined) => {
    const { advisories } = await import('../../tls/index.ts')
    const names = advisories.map((one) => one.id)
    const wanted = id === undefined ? undefined : oneOf('id', names)(id)
    const shown = advisories.filter((one) => wanted === undefined || one.id === wanted)
    const [only] = shown
    session.show(
      wanted !== undefined && only !== undefined ? advisoryJson(only) : shown.map(advisoryJson),
      () => shown.map((one) => advisoryText(one, session)).join('\n'),
    )
  })
}
