import { defined } from '../../base/defined.ts'
import { plainText } from '../../base/plain-text.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { WebhookBody, WebhookEnd } from './ports.ts'
import { serverOf, withoutAddress } from './target.ts'

const shownCharacters = 200

/** The fault of an answer that is no yes; undefined if it is one. */
export function refusalOf(url: string, { status, answer }: WebhookEnd): HikyakuError | undefined {
  if (status >= 200 && status < 300) return undefined
  const said = plainText(withoutAddress(answer, url)).trim().replaceAll(/\s+/g, ' ')
  const params = defined({
    webhook: serverOf(url),
    status: said === '' ? String(status) : `${status} (${said.slice(0, shownCharacters)})`,
  })
  // Too many requests and trouble of its own pass; what is left is wrong at our side.
  const passes = status === 408 || status === 425 || status === 429 || status >= 500
  return new HikyakuError(passes ? 'webhook-busy' : 'webhook-refused', params)
}

/** A body of JSON. */
export function jsonBody(json: unknown): WebhookBody {
  const bytes = new TextEncoder().encode(JSON.stringify(json))
  return {
    contentType: 'application/json; charset=utf-8',
    bytes: bytes.byteLength,
    chunks: () => once(bytes),
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}
