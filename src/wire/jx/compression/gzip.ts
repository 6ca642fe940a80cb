import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { broken, brokenBy } from './bounded.ts'
import type { ByteSource } from './zip.ts'

/**
 * Expands gzip to its last byte; the library checks CRC and length (RFC 1952 §2.3.1).
 *
 * @throws HikyakuError compression-broken, also for bytes after the last member
 */
export async function* gunzip(source: ByteSource): AsyncGenerator<Uint8Array> {
  const input = Readable.from(source.chunks(), { objectMode: false })
  const output = createGunzip()
  let failure: unknown
  input.on('error', (error) => {
    failure = error
    output.destroy(error)
  })
  try {
    for await (const chunk of input.pipe(output)) yield chunk as Uint8Array
  } catch (error) {
    // What the source threw is not the archive's fault.
    throw failure === undefined ? brokenBy(error) : error
  } finally {
    input.destroy()
    output.destroy()
  }
  if (output.bytesWritten !== source.bytes)
    throw broken('bytes after the end', '末尾の後に余分なデータ')
}
