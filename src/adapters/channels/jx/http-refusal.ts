import { HikyakuError } from '../../../errors/index.ts'

interface Meaning {
  /** What the status says, in a few words. */
  readonly en: string
  readonly ja: string
  /** What to do about it. */
  readonly advice: { readonly en: string; readonly ja: string }
}

const path = {
  en: 'Check the path of the URL with the connection notice.',
  ja: 'URL のパスを接続通知書と照合してください。',
}
const operations = {
  en: 'Ask the partner which form they want; our request has the form that JX says.',
  ja: '接続先に求める形式を確認してください。要求は JX 手順の形式で送っています。',
}
const between = {
  en: 'Ask the partner, or who runs the proxy or firewall on the way, what it does not like.',
  ja: '接続先、または途中のプロキシ・ファイアウォールの管理者に理由を確認してください。',
}

/** Statuses by which a server, or what stands before it, refuses a request (RFC 9110 §15.5). */
const meanings: Readonly<Record<number, Meaning>> = {
  400: { en: 'bad request', ja: '要求が不正', advice: between },
  404: { en: 'not found', ja: '見つからない', advice: path },
  405: { en: 'method not allowed', ja: 'POST を受け付けない', advice: path },
  406: { en: 'not acceptable', ja: '求める形式で応答できない', advice: operations },
  407: {
    en: 'proxy login needed',
    ja: 'プロキシの認証が必要',
    advice: {
      en: 'Set user and password of the proxy.',
      ja: 'プロキシのユーザー ID とパスワードを設定してください。',
    },
  },
  410: { en: 'gone', ja: '廃止された URL', advice: path },
  411: {
    en: 'length required',
    ja: 'Content-Length が必要',
    advice: {
      en: 'We always send a Content-Length: a proxy on the way takes it out. Ask who runs it.',
      ja: 'Content-Length は必ず付けて送っています。途中のプロキシが外しているため、その管理者に確認してください。',
    },
  },
  413: {
    en: 'too large',
    ja: '大きすぎる',
    advice: {
      en: 'Ask the partner for the largest size they take, and send smaller documents or compress them.',
      ja: '接続先に最大サイズを確認し、小さく分けるか圧縮して送ってください。',
    },
  },
  414: { en: 'URI too long', ja: 'URI が長すぎる', advice: path },
  415: { en: 'unsupported media type', ja: '対応していない形式', advice: operations },
  417: { en: 'expectation failed', ja: 'Expect に応じられない', advice: between },
  421: { en: 'misdirected request', ja: '宛先のホスト名が違う', advice: path },
  426: { en: 'upgrade required', ja: '別のプロトコルが必要', advice: between },
  431: { en: 'header fields too large', ja: 'HTTP ヘッダーが大きすぎる', advice: between },
}

/** A refusal by HTTP alone, with what its page says. */
export function httpRefusal(
  partner: string,
  status: number,
  page: string,
  options: { readonly cause: unknown },
): HikyakuError {
  const { en, ja, advice } = meanings[status] ?? { en: 'refused', ja: '拒否', advice: between }
  const says = page === '' ? '' : `: ${page}`
  return new HikyakuError(
    'http-refused',
    {
      partner,
      status,
      detail: `${en}${says}`,
      detailJa: `${ja}${says}`,
      advice: advice.en,
      adviceJa: advice.ja,
    },
    options,
  )
}

/** A document that is too large for the server: the next one may not be. */
export function sizeRefusal(
  partner: string,
  bytes: number,
  page: string,
  options: { readonly cause: unknown },
): HikyakuError {
  const detail = page === '' ? 'HTTP 413' : `HTTP 413: ${page}`
  return new HikyakuError('size-refused', { partner, bytes, detail }, options)
}
