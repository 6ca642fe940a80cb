import { serverOf, type WebhookCall } from '../../domain/webhooks/index.ts'
import { causeText, HikyakuError, isHikyakuError } from '../../errors/index.ts'

/** Why there is no answer, in words that hold no secret. */
export function failureOf(
  { url, timeLimitSeconds }: Pick<WebhookCall, 'url' | 'timeLimitSeconds'>,
  cause: unknown,
): HikyakuError {
  const { en, ja } = reasonOf(cause, timeLimitSeconds)
  const params = { webhook: serverOf(url), detail: en, detailJa: ja }
  return new HikyakuError('webhook-failed', params, { cause })
}

function reasonOf(cause: unknown, seconds: number): { readonly en: string; readonly ja: string } {
  for (const error of chainOf(cause)) {
    if (isHikyakuError(error)) {
      return { en: sentence(error.text('en').message), ja: sentence(error.text('ja').message) }
    }
    if (error.name === 'TimeoutError') {
      return {
        en: `there was no answer within ${seconds} seconds`,
        ja: `${seconds} 秒以内に応答がありません`,
      }
    }
  }
  return causeText(chainOf(cause).at(-1) ?? cause)
}

/** It stands within another one, which has a full stop of its own. */
function sentence(text: string): string {
  return text.replace(/[.。]$/, '')
}

function chainOf(cause: unknown): Error[] {
  const chain: Error[] = []
  for (let one = cause; one instanceof Error && chain.length < 8; one = one.cause) chain.push(one)
  return chain
}
