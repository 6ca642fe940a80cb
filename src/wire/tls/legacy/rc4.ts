/**
 * RC4, which OpenSSL 3 no longer gives to Node. The key stream runs on from call to call,
 * as the record layers of SSL 3.0 and TLS 1.0 want it. Vectors: RFC 6229.
 */
export class Rc4 {
  readonly #state = new Uint8Array(256)
  #i = 0
  #j = 0

  constructor(key: Uint8Array) {
    const state = this.#state
    for (let i = 0; i < 256; i += 1) state[i] = i
    for (let i = 0, j = 0; i < 256; i += 1) {
      const own = state[i] ?? 0
      j = (j + own + (key[i % key.length] ?? 0)) & 255
      state[i] = state[j] ?? 0
      state[j] = own
    }
  }

  /** Encrypts or decrypts: both are the same. */
  update(bytes: Uint8Array): Buffer {
    const state = this.#state
    const output = Buffer.allocUnsafe(bytes.length)
    let i = this.#i
    let j = this.#j
    for (let at = 0; at < bytes.length; at += 1) {
      i = (i + 1) & 255
      const left = state[i] as number
      j = (j + left) & 255
      const right = state[j] as number
      state[i] = right
      state[j] = left
      output[at] = (bytes[at] as number) ^ (state[(left + right) & 255] as number)
    }
    this.#i = i
    this.#j = j
    return output
  }
}
