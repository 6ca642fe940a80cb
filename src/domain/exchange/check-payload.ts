import { createHash } from 'node:crypto'
import { isHikyakuError, type HikyakuError } from '../../errors/index.ts'
import type { Digest } from './document.ts'
import type { ExchangeContext, PayloadDraft } from './ports.ts'

/** The digests of a finished draft, or why its content cannot be read. */
export interface CheckedPayload {
  readonly wire: Digest
  readonly content?: Digest
  readonly problem?: HikyakuError
}

/**
 * Finishes a draft and unpacks it once, to the last byte, without keeping the result.
 *
 * A document counts only if it can be unpacked with every checksum right;
 * what cannot is a `problem`, never a silent success.
 */
export async function checkPayload(
  context: Pick<ExchangeContext, 'packing'>,
  draft: PayloadDraft,
  compressType: string,
): Promise<CheckedPayload> {
  const wire = await draft.finish()
  if (compressType === '') return { wire, content: wire }
  try {
    return { wire, content: await digestOf(context.packing.unpack(draft.written, compressType)) }
  } catch (error) {
    if (isHikyakuError(error) && error.entry.side === 'partner') return { wire, problem: error }
    throw error
  }
}

/** Counts and hashes bytes. */
async function digestOf(chunks: AsyncIterable<Uint8Array>): Promise<Digest> {
  const counted = counting(chunks)
  const reading = counted.chunks[Symbol.asyncIterator]()
  while ((await reading.next()).done !== true);
  return counted.digest()
}

/** Passes bytes on and digests them on the way. */
export function counting(source: AsyncIterable<Uint8Array>): {
  chunks: AsyncIterable<Uint8Array>
  digest: () => Digest
} {
  const hash = createHash('sha256')
  let bytes = 0
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      hash.update(chunk)
      bytes += chunk.byteLength
      yield chunk
    }
  }
  return { chunks: pass(), digest: () => ({ bytes, sha256: hash.digest('hex') }) }
}
