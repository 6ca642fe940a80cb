import { enqueueDocument, receiveDocuments, sendWaiting } from '../../src/domain/exchange/index.ts'
import { addFlow } from '../../src/domain/flows/index.ts'
import type { ClientPartner, ServerPartner } from '../../src/domain/partners/index.ts'
import { findPartner } from '../../src/domain/partners/find-partner.ts'
import { handOverRounds } from '../../src/station/background/hand-over-work.ts'
import { pickUpRounds } from '../../src/station/background/pick-up-work.ts'
import type { Station } from '../../src/station/index.ts'
import { streamOf } from '../support/exchange-context.ts'
import type { OutsideRecord } from './outside-record.ts'

/** The flows of a supplier that picks up and hands over by folders. */
export async function addFlows(supplier: Station, { drop, given }: OutsideRecord): Promise<void> {
  const actor = { name: 'campaign', via: 'command' } as const
  const kind = { formatType: 'SecondGenEDI', documentType: 'Order' }
  await addFlow(supplier, actor, {
    ...{ name: 'out', partner: 'retailer', direction: 'send', kind },
    folder: { kind: 'pick-up', path: drop, whole: 'rename', sameBytes: 'send' },
  })
  await addFlow(supplier, actor, {
    ...{ name: 'in', partner: 'retailer', direction: 'receive', kind: 'any' },
    folder: { kind: 'hand-over', path: given, name: '{type}_{day-serial:5}{ext}' },
  })
}

/** The retailer lays a document into the supplier's mailbox. */
export async function offer(retailer: Station, record: OutsideRecord): Promise<void> {
  const partner = (await retailer.ledger.partners.find('supplier')) as ClientPartner
  const { bytes, offered } = record.nextOffer()
  await enqueueDocument(retailer, {
    partner,
    fileName: 'order.xml',
    chunks: streamOf(bytes),
    documentType: 'Order',
  })
  offered()
}

/**
 * The supplier does all that is left, in peace.
 *
 * @returns what failed: nothing may
 */
export async function finish(supplier: Station): Promise<string[]> {
  const failures: string[] = []
  const tell = (error: unknown): void => {
    failures.push(`the quiet run failed: ${String(error)}`)
  }
  const partner = (await findPartner(supplier.ledger, 'retailer')) as ServerPartner
  const { signal } = new AbortController()
  await pickUpRounds(supplier, tell).round(signal)
  const sent = await sendWaiting(supplier, partner)
  const got = await receiveDocuments(supplier, partner)
  await handOverRounds(supplier, tell).round(signal)
  // Once more, for the places of the files that went out just now.
  await pickUpRounds(supplier, tell).round(signal)
  for (const { failure } of [sent, got]) if (failure !== undefined) tell(failure)
  return failures
}
