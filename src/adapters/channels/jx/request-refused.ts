import { HikyakuError } from '../../../errors/index.ts'
import type { RequestRefusal } from '../../../wire/http/index.ts'

const words: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  HEADER_OVERFLOW: { en: 'its header fields are too long', ja: 'HTTP ヘッダーが長すぎます' },
  UNEXPECTED_CONTENT_LENGTH: {
    en: 'it has two lengths that contradict each other (Content-Length, Transfer-Encoding)',
    ja: '長さの指定（Content-Length、Transfer-Encoding）が矛盾しています',
  },
  INVALID_TRANSFER_ENCODING: {
    en: 'its Transfer-Encoding cannot be read',
    ja: 'Transfer-Encoding を読み取れません',
  },
  INVALID_METHOD: { en: 'it does not begin like HTTP', ja: 'HTTP の形で始まっていません' },
  INVALID_VERSION: { en: 'its version of HTTP is not known', ja: 'HTTP のバージョンが不明です' },
  INVALID_HEADER_TOKEN: {
    en: 'a header field holds a character that HTTP does not allow',
    ja: 'HTTP ヘッダーに使えない文字があります',
  },
  INVALID_EOF_STATE: { en: 'it ends within its head', ja: 'HTTP ヘッダーの途中で終わっています' },
}

/** A call that was no request of HTTP, as a fault; the caller has its answer. */
export function requestRefused(
  address: string,
  { status, code, reason }: RequestRefusal,
): HikyakuError {
  const unnamed = `${reason} (${code})`
  const { en, ja } = words[code] ?? { en: unnamed, ja: unnamed }
  return new HikyakuError('request-not-read', { address, http: status, detail: en, detailJa: ja })
}
