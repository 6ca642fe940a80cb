import type { ByteSource, StoredPayload } from '../../../domain/exchange/index.ts'

/** Bytes that are in memory, as a source. */
export function sourceOfBytes(bytes: Uint8Array): ByteSource {
  return {
    bytes: bytes.byteLength,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
    chunks: () => onlyChunk(bytes),
  }
}

/** A payload of a row. */
export function rowPayload(bytes: Uint8Array): StoredPayload {
  return {
    ...sourceOfBytes(bytes),
    passing: () => onlyChunk(bytes),
    close: () => Promise.resolve(),
  }
}

async function* onlyChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.byteLength > 0) yield await Promise.resolve(bytes)
}
