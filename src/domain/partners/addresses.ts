import { badSetting } from './bad-setting.ts'

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Checks the URL of a partner's server: https, or http for this machine itself (a TLS
 * terminator beside us). A password in it would be seen by others, so there is none.
 *
 * @throws HikyakuError setting-invalid
 */
export function serverUrl(text: string): string {
  const url = parsed('url', text)
  const secure = url.protocol === 'https:'
  if (!secure && !(url.protocol === 'http:' && loopback.test(url.hostname))) {
    throw badSetting('url', {
      en: `${text}: https:// is needed (http:// only for this machine itself)`,
      ja: `${text}: https:// で始まる URL が必要です（http:// はこの機械自身だけ）`,
    })
  }
  if (url.hash !== '') {
    throw badSetting('url', { en: 'must not hold a #', ja: '# は使えません' })
  }
  return text
}

/** Checks the URL of an HTTP proxy: host and port alone. @throws HikyakuError setting-invalid */
export function proxyUrl(text: string): string {
  const url = parsed('proxy', text)
  if (url.protocol !== 'http:' || url.pathname !== '/' || url.search + url.hash !== '') {
    throw badSetting('proxy', {
      en: `${text}: http://host:port is needed`,
      ja: `${text}: http://ホスト:ポート の形で指定してください`,
    })
  }
  return text
}

function parsed(setting: string, text: string): URL {
  const url = URL.parse(text)
  if (url === null || url.hostname === '') {
    throw badSetting(setting, {
      en: `“${text}” is not a URL`,
      ja: `「${text}」は URL ではありません`,
    })
  }
  if (url.username !== '' || url.password !== '') {
    // The text is not repeated: it may hold a password.
    throw badSetting(setting, {
      en: 'must not hold a user or a password; there are settings for them',
      ja: 'ユーザーやパスワードを含めず、専用の項目で指定してください',
    })
  }
  return url
}
