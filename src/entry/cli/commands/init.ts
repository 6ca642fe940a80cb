import { join } from 'node:path'
import type { Command } from 'commander'

import { addCommand } from '../command.ts'
import type { Session } from '../session.ts'

export function registerInit(program: Command, session: Session): void {
  addCommand(program, session, {
    name: 'init',
    help: 'init',
    examples: ['hikyaku init', 'hikyaku --home /srv/hikyaku init'],
  }).action(async () => {
    const { home } = session.config
    const { createStationHome } = await import('../../../station/index.ts')
    await createStationHome(home, session.io.clock)
    const authority = join(home, 'tls', 'ca.pem')
    session.show({ home, authority }, () =>
      [
        session.t('init.done', { home }),
        session.t('init.authority', { file: authority }),
        session.t('init.next'),
      ].join('\n'),
    )
  })
}
