import { catalogue, type FaultName } from './catalogue.ts'
import { sides, type FaultEntry, type FaultText, type Language } from './entry.ts'

const brand = Symbol.for('hikyaku.error')

/** The values that fill the slots of a text. Never a payload, a password or a key. */
export type FaultParams = Readonly<Record<string, string | number>>

/**
 * A failure the station reports on purpose, by its name in the catalogue.
 *
 * Wrap, never translate twice: what was caught goes into `cause`, and a
 * HikyakuError that is already on its way passes through untouched.
 */
export class HikyakuError extends Error {
  override readonly name = 'HikyakuError'
  readonly [brand] = true
  readonly fault: FaultName
  readonly params: FaultParams

  constructor(fault: FaultName, params: FaultParams = {}, options?: ErrorOptions) {
    super(fill(catalogue[fault].en.message, params), options)
    this.fault = fault
    this.params = params
  }

  get entry(): FaultEntry {
    return catalogue[this.fault]
  }

  /** Message, remedy and the sentence for the partner, filled in. */
  text(language: Language): FaultText {
    return faultText(this.fault, this.params, language)
  }
}

/** Works across copies of the package, unlike `instanceof`. */
export function isHikyakuError(value: unknown): value is HikyakuError {
  return value instanceof Error && brand in value
}

/** The texts of a fault with its slots filled. */
export function faultText(fault: FaultName, params: FaultParams, language: Language): FaultText {
  const entry: FaultEntry = catalogue[fault]
  const text = entry[language]
  const values = language === 'ja' ? japanese(params) : params
  const tell = tellOf(text, values)
  return {
    message: fill(text.message, values),
    remedy: fill(text.remedy, values),
    ...(tell === '' ? {} : { tell }),
  }
}

/**
 * A param `tell` knows it more closely than the catalogue, where the cause of the failure
 * was found; empty, there is nothing that the partner could do.
 */
function tellOf(text: FaultText, values: FaultParams): string {
  const { tell } = values
  return typeof tell === 'string' ? tell : fill(text.tell ?? '', values)
}

/**
 * Who has to act: a param `side` knows it more closely than the catalogue, where the cause
 * of the failure was found.
 */
export function sideOf(fault: FaultName, { side }: FaultParams): FaultEntry['side'] {
  return sides.find((one) => one === side) ?? catalogue[fault].side
}

/** A param `detailJa` stands for `detail` in Japanese texts. */
function japanese(params: FaultParams): FaultParams {
  const own = Object.entries(params)
    .filter(([name]) => name.endsWith('Ja'))
    .map(([name, value]) => [name.slice(0, -2), value] as const)
  return { ...params, ...Object.fromEntries(own) }
}

/** A short description of anything thrown, for a `{detail}` slot. */
export function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const { code } = cause as { code?: unknown }
  // A DOMException has a number for a code, which tells nobody anything.
  return typeof code !== 'string' || cause.message.includes(code)
    ? cause.message
    : `${code}: ${cause.message}`
}

/** Codes of the system that operators meet, in Japanese. */
const systemWords: Readonly<Record<string, string>> = {
  ENOENT: 'ファイルまたはフォルダーがありません',
  EISDIR: 'ファイルではなくフォルダーです',
  ENOTDIR: 'フォルダーではありません',
  EACCES: 'アクセスが許可されていません',
  EPERM: 'アクセスが許可されていません',
  EEXIST: 'すでにあります',
  ENOTEMPTY: 'フォルダーが空ではありません',
  ENOSPC: 'ディスクの空き容量がありません',
  EDQUOT: '割り当てられた容量を使い切りました',
  EROFS: '読み取り専用のディスクです',
  EIO: 'ディスクの読み書きに失敗しました',
  EBUSY: 'ほかのプログラムが使用中です',
  EXDEV: '別のディスクへは移動できません',
  ENAMETOOLONG: '名前が長すぎます',
  EMFILE: '開いているファイルが多すぎます',
  ENFILE: '開いているファイルが多すぎます',
  EADDRINUSE: 'このアドレスとポートは使用中です',
  EADDRNOTAVAIL: 'このアドレスはこのパソコンにありません',
  ECONNREFUSED: '接続を拒否されました',
  ECONNRESET: '接続が切断されました',
  ECONNABORTED: '接続が切断されました',
  EPIPE: '接続が切断されました',
  UND_ERR_SOCKET: '接続が切断されました',
  ETIMEDOUT: '応答がありません',
  EHOSTUNREACH: '相手に到達できません',
  ENETUNREACH: 'ネットワークに到達できません',
  ENOTFOUND: 'ホスト名が見つかりません',
  EAI_AGAIN: 'ホスト名を調べられません',
}

/** A short description of anything thrown, in both languages; unknown words stay as they are. */
export function causeText(cause: unknown): { readonly ja: string; readonly en: string } {
  const en = describeCause(cause)
  const { code, path } = (cause instanceof Error ? cause : {}) as { code?: unknown; path?: unknown }
  if (cause instanceof SyntaxError) return { ja: `JSON として読めません（${en}）`, en }
  const words = typeof code === 'string' ? systemWords[code] : undefined
  if (words === undefined) return { ja: en, en }
  const place = typeof path === 'string' ? `: ${path}` : ''
  return { ja: `${words}（${String(code)}）${place}`, en }
}

/** The same as the params of a `{detail}` slot. */
export function causeParams(cause: unknown): {
  readonly detail: string
  readonly detailJa: string
} {
  const { ja, en } = causeText(cause)
  return { detail: en, detailJa: ja }
}

function fill(template: string, params: FaultParams): string {
  return template.replaceAll(/\{(\w+)\}/g, (slot, name: string) => String(params[name] ?? slot))
}
