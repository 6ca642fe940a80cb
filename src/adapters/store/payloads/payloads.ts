import { defined } from '../../../base/defined.ts'
import { HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import type {
  DocumentId,
  Ledger,
  Payloads,
  PayloadPlace,
  StoredPayload,
} from '../../../domain/exchange/index.ts'
import type { Disk } from '../files/disk.ts'
import { openPayloadFiles } from '../files/payload-files.ts'
import type { Presence } from '../files/presence.ts'
import { GatheringDraft } from './gathering-draft.ts'
import { rowPayload } from './row-payload.ts'

/** Payloads up to this many bytes stand in rows (docs/adr/0080). */
const rowBytes = 64 * 1024

interface PayloadOptions {
  readonly home: string
  readonly ledger: Pick<Ledger, 'payloads'>
  readonly disk?: Disk
  /** Of this process, whose name its drafts bear; one of its own by default. */
  readonly presence?: Presence
  /** Most bytes of a payload that is to stand in a row; 0: all that come go into files. */
  readonly rowBytes?: number
}

/** Opens the payloads of a home: small ones in rows of its ledger, others in files beside it. */
export async function openPayloads(
  options: PayloadOptions,
): Promise<Payloads & { close(): Promise<void> }> {
  const { home, ledger, disk, presence, rowBytes: most = rowBytes } = options
  const files = await openPayloadFiles({ home, ...defined({ disk, presence }) })
  return {
    draft: () => Promise.resolve(new GatheringDraft(most, () => files.draft())),
    open: async (id) => {
      const place = await placeOf(ledger, id)
      return place.in === 'file' ? files.open(id) : openRow(id, place.bytes)
    },
    remove: (id) => files.remove(id),
    clear: async (ids) => {
      if (!(await files.clear(ids))) return false
      await ledger.payloads.remove(ids)
      return true
    },
    sweep: (order) => files.sweep(order),
    close: () => files.close(),
  }
}

/** A row that is damaged so that SQLite cannot give it speaks of this payload alone. */
async function placeOf(
  { payloads }: PayloadOptions['ledger'],
  id: DocumentId,
): Promise<PayloadPlace> {
  try {
    return await payloads.find(id)
  } catch (error) {
    if (!isHikyakuError(error) || !isCorrupt(error.cause)) throw error
    throw new HikyakuError(
      'payload-damaged',
      { document: id, ...detailOf(error) },
      { cause: error },
    )
  }
}

function openRow(document: DocumentId, bytes: Uint8Array | undefined): StoredPayload {
  if (bytes !== undefined) return rowPayload(bytes)
  throw new HikyakuError('payload-damaged', {
    document,
    detail: 'its row is not there',
    detailJa: 'データの行がありません',
  })
}

function isCorrupt(cause: unknown): boolean {
  return (cause as NodeJS.ErrnoException | undefined)?.code?.startsWith('SQLITE_CORRUPT') === true
}

function detailOf(error: HikyakuError): { detail: string; detailJa: string } {
  return { detail: error.text('en').message, detailJa: error.text('ja').message }
}
