import { createHash } from 'node:crypto'
import type { Partner } from '../../domain/partners/index.ts'
import type { Station } from '../../station/station.ts'
import { confirmed } from './confirmed.ts'
import type { FileToSend } from './files-to-send.ts'
import type { Session } from './session.ts'

interface Plan {
  readonly partner: Partner
  readonly files: readonly FileToSend[]
  readonly documentType: string
  readonly formatType?: string
}

/**
 * Looks for files whose bytes went to the partner as that kind a short while ago, before
 * any is queued, and asks about each where somebody is there to be asked.
 *
 * @returns those that are to go again
 * @throws HikyakuError document-sent-before, and nothing is queued
 */
export async function checkSentBefore(
  session: Session,
  station: Station,
  { partner, files, documentType, formatType = partner.formatType }: Plan,
): Promise<ReadonlySet<FileToSend>> {
  const again = new Set<FileToSend>()
  const { sentBefore, sentBeforeFault } = await import('../../domain/exchange/index.ts')
  for (const file of files) {
    const sending = { partner: partner.name, documentType, formatType, sha256: await hashOf(file) }
    const earlier = await sentBefore(station.ledger, sending, station.clock.now())
    if (earlier === undefined) continue
    const fault = sentBeforeFault(file.fileName, earlier)
    const { message } = fault.text(session.language)
    if ((await confirmed(session, `${message} ${session.t('send.ask-again')}`)) !== true)
      throw fault
    again.add(file)
  }
  return again
}

async function hashOf(file: FileToSend): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of file.chunks()) hash.update(chunk)
  return hash.digest('hex')
}
