import { describeCause, HikyakuError } from '../../../errors/index.ts'

/** Bounds on what unpacking may yield. */
export interface UnpackLimits {
  readonly unpackedBytes: number
  /** Most bytes out for one byte in, judged once there is more than 1 MiB. */
  readonly ratio: number
}

const ratioFromBytes = 2 ** 20

/** Passes bytes on until a bound is broken. @throws HikyakuError compression-bomb */
export async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  packedBytes: number,
  { unpackedBytes, ratio }: UnpackLimits,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.byteLength
    if (bytes > unpackedBytes)
      throw bomb(`more than ${unpackedBytes} bytes`, `${unpackedBytes} バイトを超過`)
    if (bytes > ratioFromBytes && bytes > packedBytes * ratio) {
      throw bomb(
        `more than ${ratio} times ${packedBytes} bytes`,
        `圧縮時 ${packedBytes} バイトの ${ratio} 倍を超過`,
      )
    }
    yield chunk
  }
}

function bomb(detail: string, detailJa: string): HikyakuError {
  return new HikyakuError('compression-bomb', { detail, detailJa })
}

/** The failure of compressed data that is not whole or not right. */
export function broken(detail: string, detailJa: string, cause?: unknown): HikyakuError {
  return new HikyakuError('compression-broken', { detail, detailJa }, { cause })
}

/** The same in the words of the library that found it. */
export function brokenBy(cause: unknown): HikyakuError {
  const detail = describeCause(cause)
  return broken(detail, `展開できません（${detail}）`, cause)
}
