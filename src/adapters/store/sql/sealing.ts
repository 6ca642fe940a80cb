import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { HikyakuError } from '../../../errors/index.ts'

const ivBytes = 12
const tagBytes = 16
const keyBytes = 32

/** Seals secrets under the station key, so that a copied database alone tells none. */
export interface Sealing {
  seal(label: string, text: string): Uint8Array
  /** @throws HikyakuError database-failed if it was sealed under another key or label */
  open(label: string, sealed: Uint8Array): string
  /** The same for the same text of a label; without the key it cannot be guessed from. */
  mark(label: string, text: string): string
}

/**
 * AES-256-GCM with a fresh nonce; the label is authenticated, so that a sealed value
 * cannot be moved to another row.
 *
 * @param key 32 bytes
 */
export function sealingWith(key: Uint8Array): Sealing {
  const markKey = new Uint8Array(hkdfSync('sha256', key, '', 'hikyaku marks of secrets', keyBytes))
  return {
    mark: (label, text) =>
      createHmac('sha256', markKey)
        .update(JSON.stringify([label, text]))
        .digest('hex'),
    seal: (label, text) => {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open: (label, sealed) => {
      try {
        const bytes = Buffer.from(sealed)
        const iv = bytes.subarray(0, ivBytes)
        // Without the length, Node would take a tag cut to four bytes for whole.
        const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
          .setAAD(Buffer.from(label))
          .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
        const body = bytes.subarray(ivBytes + tagBytes)
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch (error) {
        const detail = `the secret ${label} was sealed under another station key`
        const detailJa = `秘密 ${label} は別のステーション鍵で封印されています`
        throw new HikyakuError('database-failed', { detail, detailJa }, { cause: error })
      }
    },
  }
}
