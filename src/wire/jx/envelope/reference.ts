import { HikyakuError } from '../../../errors/index.ts'

const numeric = /^&#(?:x([0-9a-fA-F]+)|([0-9]+));$/
const predefined = new Set(['&amp;', '&lt;', '&gt;', '&quot;', '&apos;'])
const named = /^&[\p{L}_:][\p{L}\p{N}._:-]*;$/u

/**
 * The code of the ASCII character that a reference inside `data` stands for. Some writers
 * break base64 lines with `&#13;` (docs/protocol/jx.md); nothing else has a place there.
 *
 * @throws HikyakuError base64-invalid, doctype-refused for an entity of its own,
 * envelope-malformed for what is no reference at all
 */
export function characterOf(reference: string): number {
  const [, hex, decimal] = numeric.exec(reference) ?? []
  if (hex !== undefined || decimal !== undefined) {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    if (code <= 0x7f) return code
    throw new HikyakuError('base64-invalid', {
      detail: 'a character reference',
      detailJa: '文字参照',
    })
  }
  if (predefined.has(reference)) {
    throw new HikyakuError('base64-invalid', {
      detail: 'a character reference',
      detailJa: '文字参照',
    })
  }
  if (named.test(reference)) {
    throw new HikyakuError('doctype-refused', {
      detail: 'an entity inside data',
      detailJa: 'データの中の実体参照',
    })
  }
  throw new HikyakuError('envelope-malformed', {
    detail: 'an unescaped & inside data',
    detailJa: 'データの中の & がエスケープされていません',
  })
}
