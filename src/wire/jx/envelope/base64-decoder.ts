import { HikyakuError } from '../../../errors/index.ts'

const isAlphabet = new Uint8Array(256)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') {
  isAlphabet[character.charCodeAt(0)] = 1
}
const isBlank = new Uint8Array(256)
for (const blank of [0x20, 0x09, 0x0a, 0x0d]) isBlank[blank] = 1

const padding = 0x3d

/**
 * Decodes xs:base64Binary strictly, piece by piece (RFC 4648 §3.3; white space as XSD allows).
 *
 * Node's own decoder skips junk silently (peers §6), so its result is believed only
 * if the length is what clean input must give.
 */
export class Base64Decoder {
  /** Up to three characters that do not fill a group yet. */
  #carry = ''
  #padded = false
  /** Decoded bytes so far. */
  bytes = 0

  /** Decodes the next piece. @throws HikyakuError base64-invalid */
  push(piece: Buffer): Buffer {
    if (piece.byteLength === 0) return piece
    const decoded =
      (piece.at(-1) === padding ? this.#decodeToPadding(piece) : this.#decodeClean(piece)) ??
      this.#decodeCarefully(piece)
    this.bytes += decoded.byteLength
    return decoded
  }

  /** @throws HikyakuError base64-invalid if a group is unfinished */
  end(): void {
    if (this.#carry !== '')
      throw invalid(
        `${this.#carry.length} characters too many or too few`,
        `文字数の過不足（${this.#carry.length} 文字）`,
      )
  }

  /** The common case: nothing but whole groups of the alphabet, no padding. */
  #decodeClean(piece: Buffer): Buffer | undefined {
    if (this.#padded || piece.includes(0x2d) || piece.includes(0x5f)) return undefined
    const text = this.#carry + piece.toString('latin1')
    const whole = text.length - (text.length % 4)
    const decoded = Buffer.from(whole === text.length ? text : text.slice(0, whole), 'base64')
    // Junk, white space and padding all make the result shorter than this.
    if (decoded.byteLength !== (whole / 4) * 3) return undefined
    const rest = text.slice(whole)
    if (!onlyAlphabet(rest)) return undefined
    this.#carry = rest
    return decoded
  }

  /** The end of a clean payload: all but the last, padded group. */
  #decodeToPadding(piece: Buffer): Buffer | undefined {
    const { byteLength } = piece
    const at = piece.at(-2) === padding ? byteLength - 2 : byteLength - 1
    const head = at - ((at + this.#carry.length) % 4)
    if (head <= 0) return undefined
    const clean = this.#decodeClean(piece.subarray(0, head))
    return clean && Buffer.concat([clean, this.#decodeCarefully(piece.subarray(head))])
  }

  #decodeCarefully(piece: Buffer): Buffer {
    const kept = Buffer.allocUnsafe(this.#carry.length + piece.byteLength)
    let length = kept.write(this.#carry, 'latin1')
    for (const byte of piece) {
      if (isBlank[byte] === 1) continue
      if (isAlphabet[byte] !== 1 && byte !== padding)
        throw invalid(`the byte ${byte}`, `バイト値 ${byte}`)
      kept[length++] = byte
    }
    const whole = length - (length % 4)
    const groups = kept.toString('latin1', 0, whole)
    this.#carry = kept.toString('latin1', whole, length)
    this.#checkPadding(groups)
    if (this.#carry.startsWith('='))
      throw invalid('padding in the wrong place', 'パディングの位置が不正')
    return Buffer.from(groups, 'base64')
  }

  #checkPadding(groups: string): void {
    if (this.#padded && (groups + this.#carry).length > 0)
      throw invalid('data after the padding', 'パディングの後のデータ')
    const at = groups.indexOf('=')
    if (at < 0) return
    const tail = groups.slice(at)
    if (tail !== '=' && tail !== '==')
      throw invalid('padding in the wrong place', 'パディングの位置が不正')
    // RFC 4648 §3.5: the unused bits of the last group are zero.
    const last = groups.slice(-4)
    if (Buffer.from(last, 'base64').toString('base64') !== last)
      throw invalid('stray bits', '余分なビット')
    if (this.#carry !== '') throw invalid('data after the padding', 'パディングの後のデータ')
    this.#padded = true
  }
}

function onlyAlphabet(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (isAlphabet[text.charCodeAt(at)] !== 1) return false
  }
  return true
}

function invalid(detail: string, detailJa: string): HikyakuError {
  return new HikyakuError('base64-invalid', { detail, detailJa })
}
