import { readNames, type Hint } from '../name-list.ts'
import { nearMatch } from './near-match.ts'
import { isSignallingName } from './signalling.ts'
import { suiteByName, type CipherSuite } from './suite.ts'

/**
 * Reads an ordered list of suites as the notice writes it: IANA names, commas between
 * them, no blanks and no line breaks.
 *
 * @throws HikyakuError suite-list-empty, suite-list-blank, suite-unknown or
 *   suite-repeated, naming the position of the entry, counted from 1
 */
export function parseSuiteList(text: string): CipherSuite[] {
  return readNames(text, {
    empty: 'suite-list-empty',
    blank: 'suite-list-blank',
    unknown: 'suite-unknown',
    repeated: 'suite-repeated',
    find: suiteByName,
    hint: hintFor,
  })
}

/** The list as text, as `parseSuiteList` reads it. */
export function formatSuiteList(suites: readonly CipherSuite[]): string {
  return suites.map(({ name }) => name).join(',')
}

function hintFor(name: string): Hint {
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
