import type { Command } from 'commander'

import { addCommand } from '../command.ts'
import { table } from '../print/table.ts'
import type { Session } from '../session.ts'

/** `bms layout`: the layouts that come along, or one of them as text to begin another with. */
export function registerBmsLayout(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'layout [name]',
    help: 'bms.layout',
    arguments: { name: 'argument.bms-layout' },
    examples: ['hikyaku bms layout', 'hikyaku bms layout jca-order > our-order.json'],
  }).action(async (name: string | undefined) => {
    const { builtInLayout, builtInLayouts } = await import('../../../wire/bms/index.ts')
    const { language, t } = session
    if (name !== undefined) {
      session.io.stdout.write(`${JSON.stringify(builtInLayout(name), undefined, 2)}\n`)
      return
    }
    for (const layout of builtInLayouts) {
      session.emit({ name: layout.name, form: layout.form, title: layout[language] })
    }
    if (session.json) return
    const rows = builtInLayouts.map((layout) => [layout.name, layout[language]])
    session.say(table([t('label.layout'), t('label.meaning')], rows))
  })
}
