import { expect, test } from 'vitest'
import { explainTlsError } from './failure-cause.ts'
import { tlsFailure } from './failure.ts'

function error(code: string, message = 'some text'): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code })
}

test('Algorithm Mismatch names version and suite in both languages', () => {
  const failed = error(
    'ERR_LEGACY_ALGORITHM_MISMATCH',
    'Algorithm Mismatch: the server answered SSL 3.0 and picked TLS_RSA_WITH_AES_128_CBC_SHA, which is not defined for it',
  )
  const fault = tlsFailure(failed, {
    partner: 'retailer',
    host: 'jx.example:443',
    clientCertificate: true,
    direction: 'receive',
  })
  expect(fault.fault).toBe('tls-with-client-certificate')
  expect(fault.params['detailJa']).toBe(
    'Algorithm Mismatch: 接続先はバージョン SSL 3.0 で応答し、SSL 3.0 では定義されていない暗号 TLS_RSA_WITH_AES_128_CBC_SHA を選択しました',
  )
  expect(fault.params['detail']).toBe(failed.message)
})

test.each([
  ['ERR_LEGACY_BAD_MAC', /認証コードの不一致/],
  ['ERR_LEGACY_WRONG_FINISHED', /認証コードの不一致/],
  ['ERR_LEGACY_RECORD_OVERFLOW', /規約に反する/],
  ['ERR_LEGACY_ILLEGAL_PARAMETER', /規約に反する/],
  ['ERR_LEGACY_ALERT_ILLEGAL_PARAMETER', /受け付けませんでした/],
  ['ERR_LEGACY_BAD_SIGNATURE', /署名/],
  ['ERR_LEGACY_CLIENT_CERTIFICATE', /RSA/],
  ['ERR_LEGACY_ALERT_HANDSHAKE_FAILURE', /handshake_failure/],
  ['ERR_LEGACY_ALERT_UNKNOWN_CA', /unknown_ca/],
  ['ERR_LEGACY_UNSUPPORTED_PROTOCOL', /バージョンがありません/],
])('%s is said in Japanese', (code, ja) => {
  expect(explainTlsError(error(code)).ja).toMatch(ja)
})
