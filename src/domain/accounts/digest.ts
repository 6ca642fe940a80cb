import { createHash } from 'node:crypto'

/** Tokens are random, so that a plain hash is enough. */
export function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
