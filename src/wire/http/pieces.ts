const leastBytes = 16 * 1024
const mostBytes = 256 * 1024

/** A piece that is taken so soon may be followed by a larger one; so late, by a smaller one. */
const soonMilliseconds = 50
const lateMilliseconds = 1000

/**
 * A piece is at most this part of what was sent before it. The buffers of the system take
 * the first hundreds of kilobytes at once, whatever the line behind them.
 */
const part = 16

/**
 * Cuts a body into pieces for a socket. On a quick line they grow, because each costs the
 * same, however large (docs/adr/0018). On a slow line they stay small: a transfer is judged
 * by its pieces, and one that takes longer than the silence that is allowed looks like it.
 *
 * @param now milliseconds of a clock that never goes back
 */
export async function* piecesOf(
  chunks: AsyncIterable<Uint8Array>,
  now: () => number = () => performance.now(),
): AsyncGenerator<Uint8Array> {
  let bytes = leastBytes
  let sent = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength;) {
      const piece = chunk.subarray(at, at + bytes)
      const given = now()
      yield piece
      at += piece.byteLength
      sent += piece.byteLength
      bytes = next(bytes, sent, now() - given)
    }
  }
}

function next(bytes: number, sent: number, milliseconds: number): number {
  const larger = bytes * 2
  if (milliseconds < soonMilliseconds && larger <= Math.min(mostBytes, sent / part)) return larger
  if (milliseconds > lateMilliseconds) return Math.max(bytes / 2, leastBytes)
  return bytes
}
