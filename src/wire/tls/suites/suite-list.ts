import { HikyakuError } from '../../../errors/index.ts'
import { nearMatch } from './near-match.ts'
import { isSignallingName } from './signalling.ts'
import { suiteByName, type CipherSuite } from './suite.ts'

const separators = /[:;、，]/u

const shownOfName = 60

/**
 * Reads an ordered list of suites as the notice writes it: IANA names, commas between
 * them, no blanks and no line breaks.
 *
 * @throws HikyakuError suite-list-empty, suite-list-blank, suite-unknown or
 *   suite-repeated, naming the position of the entry, counted from 1
 */
export function parseSuiteList(text: string): CipherSuite[] {
  if (text.trim() === '') throw new HikyakuError('suite-list-empty')
  refuseBlanks(text)
  const positions = new Map<string, number>()
  return text.split(',').map((name, at) => {
    const position = at + 1
    const suite = suiteByName(name)
    if (suite === undefined) throw unknown(name, position)
    const first = positions.get(name)
    if (first !== undefined) throw new HikyakuError('suite-repeated', { position, name, first })
    positions.set(name, position)
    return suite
  })
}

/** The list as text, as `parseSuiteList` reads it. */
export function formatSuiteList(suites: readonly CipherSuite[]): string {
  return suites.map(({ name }) => name).join(',')
}

function refuseBlanks(text: string): void {
  const column = text.search(/\s/u)
  if (column < 0) return
  const isBreak = /[\n\r\u0085\u2028\u2029]/u.test(text.charAt(column))
  throw new HikyakuError('suite-list-blank', {
    position: text.slice(0, column).split(',').length,
    column: column + 1,
    what: isBreak ? 'a line break' : 'a blank',
    whatJa: isBreak ? '改行' : '空白',
  })
}

function unknown(name: string, position: number): HikyakuError {
  const shown = name.length > shownOfName ? `${name.slice(0, shownOfName)}…` : name
  const { en, ja } = hintFor(name)
  return new HikyakuError('suite-unknown', { position, name: shown, hint: en, hintJa: ja })
}

function hintFor(name: string): { en: string; ja: string } {
  if (name === '') {
    return {
      en: 'A name is missing, or a comma is one too many.',
      ja: '名前がないか、コンマが余分です。',
    }
  }
  if (separators.test(name)) {
    return {
      en: 'Put a comma (,) between the names.',
      ja: '名前の間は半角コンマ（,）で区切ってください。',
    }
  }
  if (isSignallingName(name)) {
    return {
      en: 'It is a signal of the handshake, not a suite; leave it out.',
      ja: '暗号ではなくハンドシェイクの合図です。一覧から外してください。',
    }
  }
  const near = nearMatch(name)
  return near === undefined
    ? {
        en: 'Names are those of IANA, as in TLS_RSA_WITH_AES_128_CBC_SHA.',
        ja: 'IANA の名前（例: TLS_RSA_WITH_AES_128_CBC_SHA）で指定してください。',
      }
    : { en: `Did you mean ${near}?`, ja: `${near} ではありませんか。` }
}
