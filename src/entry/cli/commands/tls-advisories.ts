import type { Command } from 'commander'

import { oneOf, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { advisoryJson, advisoryText } from '../print/advisory-text.ts'
import type { Session } from '../session.ts'

/** `tls advisories`: the known problems, or one of them. */
export function registerTlsAdvisories(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'advisories [id]',
    help: 'tls.advisories',
    arguments: { id: 'argument.advisory' },
    examples: [
      'hikyaku tls advisories',
      'hikyaku tls advisories ssl3-algorithm-mismatch --partner retailer',
    ],
  })
  addOption(command, session, {
    flags: '--partner <name>',
    help: 'option.advisory-partner',
    parse: plainValue('--partner'),
  })
  command.action(async (id: string | undefined, { partner }: { readonly partner?: string }) => {
    const { advisories: all, advisoriesFor } = await import('../../../wire/tls/index.ts')
    const advisories = partner === undefined ? all : advisoriesFor(partner)
    const names = advisories.map((one) => one.id)
    const wanted = id === undefined ? undefined : oneOf('id', names)(id)
    const shown = advisories.filter((one) => wanted === undefined || one.id === wanted)
    for (const one of shown) session.emit(advisoryJson(one))
    if (!session.json) session.say(shown.map((one) => advisoryText(one, session)).join('\n'))
  })
}
