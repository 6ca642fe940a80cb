import type { Command } from 'commander'

import type { FaultParams } from '../../errors/index.ts'
import type { FaultLog, Stranger } from '../../exchange/index.ts'
import { leftOut } from '../../exchange/unknown-callers.ts'
import { addCommand } from '../command.ts'
import { addLimit, printList } from '../print/list.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'

/** A caller with the words of its fault. */
interface SeenCaller extends Stranger {
  readonly said?: FaultParams
}

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
      const search = async (most: number): Promise<SeenCaller[]> => {
        const found = await ledger.strangers.list(most)
        return Promise.all(found.map((one) => withWords(one, ledger.faults)))
      }
      await printList(session, limit, search, {
        head: [
          t('label.address'),
          t('label.last-call'),
          t('label.calls'),
          t('label.cause'),
          t('label.handshake-id'),
          t('label.fault'),
        ],
        row: (caller) => [
          caller.address,
          formatTime(caller.lastAt),
          String(caller.count),
          wordsOf(caller, session),
          caller.handshakeId ?? '-',
          caller.faultId ?? '-',
        ],
        right: [2],
        json: (caller) => ({ ...caller, said: undefined, detail: wordsOf(caller, session) }),
      })
    }),
  )
}

async function withWords(stranger: Stranger, faults: FaultLog): Promise<SeenCaller> {
  const fault = stranger.faultId === undefined ? undefined : await faults.find(stranger.faultId)
  return fault === undefined ? stranger : { ...stranger, said: fault.params }
}

/** Why it failed; of calls that were left out there is a number alone. */
function wordsOf({ address, cause, said = {} }: SeenCaller, { t, language }: Session): string {
  if (address === leftOut.address && cause === leftOut.cause) return t('callers.left-out')
  const own = language === 'ja' ? (said['detailJa'] ?? said['detail']) : said['detail']
  return String(own ?? cause)
}
