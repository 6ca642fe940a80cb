import { HikyakuError } from '../../errors/index.ts'
import { statesThat } from '../exchange/document-states.ts'
import type { Tables } from '../exchange/ports.ts'
import type { Partner } from './partner.ts'

/**
 * What a change of ids means for what waits: documents keep the ids that they were made
 * with, as the partner may have seen them under these already.
 *
 * @returns a warning, if there are such documents
 */
export async function waitingUnderOldIds(
  { documents }: Pick<Tables, 'documents'>,
  { name, ownId, partnerId }: Partner,
): Promise<HikyakuError | undefined> {
  let count = 0
  for (const state of statesThat(({ isUnfinished }) => isUnfinished)) {
    for (const box of ['outbox', 'mailbox'] as const) {
      const notUnder = { senderId: ownId, receiverId: partnerId }
      count += await documents.count({ partner: name, box, state, notUnder })
    }
  }
  if (count === 0) return undefined
  return new HikyakuError('documents-under-old-ids', { partner: name, count, ownId, partnerId })
}
