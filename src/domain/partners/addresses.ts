import { bareHost } from '../../base/host-port.ts'
import { badSetting } from './bad-setting.ts'

/** Where a URL leads to. */
export interface Endpoint {
  readonly host: string
  readonly port: number
  readonly path: string
  readonly secure: boolean
}

/** A URL taken apart: who checks it and who calls it see the same. */
export interface Address extends Endpoint {
  /** As in `https:`. */
  readonly scheme: string
  readonly hasLogin: boolean
  readonly hasFragment: boolean
}

const loopback = /^(localhost|127(\.\d+){3}|::1)$/

/** Takes a URL apart; undefined if it is none, or names no host. */
export function readAddress(text: string): Address | undefined {
  const url = URL.parse(text)
  if (url === null || url.hostname === '') return undefined
  const secure = url.protocol === 'https:'
  return {
    scheme: url.protocol,
    secure,
    host: bareHost(url.hostname),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    hasLogin: url.username !== '' || url.password !== '',
    hasFragment: url.hash !== '',
  }
}

/**
 * Where the server of this URL is: https, or http for this machine itself (a TLS
 * terminator beside us).
 *
 * @throws HikyakuError setting-invalid
 */
export function serverAddress(text: string): Address {
  return ofServer(text, known('url', text))
}

function ofServer(text: string, address: Address): Address {
  if (address.secure || (address.scheme === 'http:' && loopback.test(address.host))) return address
  throw badSetting('url', {
    en: `${withoutLogin(text)}: https:// is needed (http:// only for this machine itself)`,
    ja: `${withoutLogin(text)}: https:// で始まる URL が必要です（http:// はこのパソコン自身だけ）`,
  })
}

/** Where the HTTP proxy of this URL is: host and port alone. @throws HikyakuError setting-invalid */
export function proxyAddress(text: string): Address {
  return ofProxy(text, known('proxy', text))
}

function ofProxy(text: string, address: Address): Address {
  if (address.scheme === 'http:' && address.path === '/' && !address.hasFragment) return address
  throw badSetting('proxy', {
    en: `${withoutLogin(text)}: http://host:port is needed`,
    ja: `${withoutLogin(text)}: http://ホスト:ポート の形で指定してください`,
  })
}

/**
 * Checks the URL of a partner's server before it is set. A password in it would be seen by
 * others, so there is none.
 *
 * @throws HikyakuError setting-invalid
 */
export function serverUrl(text: string): string {
  if (ofServer(text, withoutLoginIn('url', text)).hasFragment) {
    throw badSetting('url', { en: 'must not hold a #', ja: '# は使えません' })
  }
  return text
}

/** Checks the URL of an HTTP proxy before it is set. @throws HikyakuError setting-invalid */
export function proxyUrl(text: string): string {
  ofProxy(text, withoutLoginIn('proxy', text))
  return text
}

/**
 * A URL as it may be shown: a login in it is nobody's business, also in what is no URL, as where
 * the scheme was left out or a character of the password was not escaped.
 */
export function withoutLogin(text: string): string {
  if (readAddress(text)?.hasLogin === false) return text
  return text.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1')
}

function known(setting: string, text: string): Address {
  const address = readAddress(text)
  if (address !== undefined) return address
  throw badSetting(setting, {
    en: `“${withoutLogin(text)}” is not a URL`,
    ja: `「${withoutLogin(text)}」は URL ではありません`,
  })
}

function withoutLoginIn(setting: string, text: string): Address {
  const address = known(setting, text)
  if (!address.hasLogin) return address
  // The text is not repeated: it may hold a password.
  throw badSetting(setting, {
    en: 'must not hold a user or a password; there are settings for them',
    ja: 'ユーザーやパスワードを含めず、専用の項目で指定してください',
  })
}
