import {
  constants,
  createDiffieHellman,
  publicEncrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { illegal } from '../legacy-error.ts'
import type { DhShare } from './server-key-exchange.ts'

/** All that is not determined by the bytes that come in; tests replay a handshake with their own. */
export interface Randomness {
  bytes(length: number): Buffer
  /** RSA with PKCS #1 v1.5 padding. */
  encrypt(key: KeyObject, secret: Buffer): Buffer
  /** Our share for the server's, and the secret of both. */
  agree(share: DhShare): { readonly publicValue: Buffer; readonly secret: Buffer }
}

/** The machine's own randomness. */
export const systemRandomness: Randomness = {
  bytes: (length) => randomBytes(length),
  encrypt: (key, secret) => publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, secret),
  agree: (share) => {
    const ours = createDiffieHellman(share.prime, share.generator)
    // A signed prime that is none is a back door of the server's.
    if ((ours.verifyError & constants.DH_CHECK_P_NOT_PRIME) !== 0) throw illegal('no prime')
    const publicValue = ours.generateKeys()
    return { publicValue, secret: ours.computeSecret(share.publicValue) }
  },
}
