import type { Command } from 'commander'

import { addCommand } from '../command.ts'
import { handshakeJson, handshakeText } from '../print/handshake-text.ts'
import { facts } from '../print/table.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

/** `tls explain`: why a recorded handshake failed, and what to do about it. */
export function registerTlsExplain(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'explain <attempt>',
    help: 'tls.explain',
    arguments: { attempt: 'argument.explained' },
    examples: ['hikyaku tls explain A-261124-7F3KQ2M4T9AB', 'hikyaku tls explain 20101137 --json'],
  }).action((id: string) =>
    session.withStation(async ({ ledger }) => {
      const { findHandshake } = await import('../../../domain/handshakes/index.ts')
      const found = await findHandshake(ledger, id)
      const { t } = session
      session.show(handshakeJson(found), () =>
        [
          facts([
            [t('label.partner'), found.kept.partner],
            [t('label.at'), formatTime(found.kept.at)],
            [t('label.exchange'), found.attempt?.exchangeId],
            [t('label.attempt'), found.attempt?.id],
            [t('label.fault'), found.fault?.id ?? found.attempt?.faultId],
          ]),
          handshakeText(found, session),
        ].join('\n'),
      )
    }),
  )
}
