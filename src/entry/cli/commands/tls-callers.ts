import type { Command } from 'commander'

import type { SeenCaller } from '../../../domain/handshakes/index.ts'
import type { ClientOffer } from '../../../wire/tls/index.ts'
import { leftOut } from '../../../domain/handshakes/unknown-callers.ts'
import { addCommand } from '../command.ts'
import { addLimit, printList } from '../print/list.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

/** `tls callers`: who called our server and failed before we knew who it was. */
export function registerTlsCallers(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'callers',
    help: 'tls.callers',
    examples: ['hikyaku tls callers', 'hikyaku tls explain H-261124-7F3KQ2M4T9AB'],
  })
  addLimit(command, session)
  command.action(({ limit }: { readonly limit?: number }) =>
    session.withStation(async ({ ledger }) => {
      const { t } = session
      const { callersSeen } = await import('../../../domain/handshakes/index.ts')
      const { labelOfName } = await import('../../../wire/tls/index.ts')
      const offer = (offered: ClientOffer): string => offerText(offered, session, labelOfName)
      await printList(session, limit, (most) => callersSeen(ledger, most), {
        head: [
          t('label.address'),
          t('label.last-call'),
          t('label.calls'),
          t('label.cause'),
          t('label.caller-offer'),
          t('label.handshake-id'),
          t('label.fault'),
        ],
        row: (caller) => [
          caller.address ?? leftOut.address,
          formatTime(caller.lastAt),
          String(caller.count),
          wordsOf(caller, session),
          caller.offered === undefined ? '-' : offer(caller.offered),
          caller.handshakeId ?? '-',
          caller.faultId ?? '-',
        ],
        right: [2],
        json: ({ address = leftOut.address, ...caller }) => ({
          address,
          ...caller,
          detail: wordsOf(caller, session),
        }),
      })
    }),
  )
}

/** Why it failed; of calls that were left out there is a number alone. */
function wordsOf({ cause, detail }: SeenCaller, { t, language }: Session): string {
  if (cause === leftOut.cause) return t('callers.left-out')
  return detail?.[language] ?? cause
}

/** As in `TLS 1.2 or older, 12 suites, CN=supplier`. */
function offerText(
  { versions, upTo, suites, suitesOmitted = 0, certificate }: ClientOffer,
  { t }: Session,
  labelOf: (version: string) => string,
): string {
  const range = versions.map(labelOf).join(' ')
  return [
    upTo ? t('callers.up-to', { version: range }) : range,
    t('callers.suites', { count: suites.length + suitesOmitted }),
    ...(certificate === undefined ? [] : [certificate?.subject ?? t('callers.no-certificate')]),
  ].join(', ')
}
