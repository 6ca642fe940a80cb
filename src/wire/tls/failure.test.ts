import { expect, test } from 'vitest'
import { tlsFailure } from './failure.ts'

/** The fault of an error where nothing was recorded. */
function faultOf(code: string, message = 'some text', clientCertificate = false) {
  const error = Object.assign(new Error(message), { code })
  const place = { partner: 'retailer', host: 'jx.example:443', direction: 'receive' } as const
  return tlsFailure(error, { ...place, clientCertificate })
}

test('Algorithm Mismatch names version and suite in both languages, also without a record', () => {
  const message =
    'Algorithm Mismatch: the server answered SSL 3.0 and picked TLS_RSA_WITH_AES_128_CBC_SHA256, which is not defined for it'
  const fault = faultOf('ERR_LEGACY_ALGORITHM_MISMATCH', message, true)
  expect(fault.fault).toBe('tls-with-client-certificate')
  expect(fault.params).toMatchObject({ tlsCause: 'algorithm-mismatch' })
  for (const param of ['detail', 'detailJa']) {
    expect(fault.params[param]).toMatch(
      /^Algorithm Mismatch: .*SSL 3\.0.*TLS_RSA_WITH_AES_128_CBC_SHA256/,
    )
  }
})

test.each([
  ['ERR_LEGACY_BAD_MAC', 'data-damaged', /認証コードの不一致/],
  ['ERR_LEGACY_WRONG_FINISHED', 'data-damaged', /認証コードの不一致/],
  ['ERR_LEGACY_RECORD_OVERFLOW', 'peer-breaks-protocol', /規格に合いません/],
  ['ERR_LEGACY_ILLEGAL_PARAMETER', 'peer-breaks-protocol', /規格に合いません/],
  ['ERR_LEGACY_ALERT_ILLEGAL_PARAMETER', 'peer-saw-protocol-error', /illegal_parameter/],
  ['ERR_LEGACY_ALERT_INAPPROPRIATE_FALLBACK', 'inappropriate-fallback', /新しいバージョン/],
  ['ERR_LEGACY_BAD_SIGNATURE', 'server-signature-wrong', /署名/],
  ['ERR_LEGACY_CERTIFICATE_KEY', 'server-signature-wrong', /暗号が合いません/],
  ['ERR_LEGACY_CERTIFICATE_UNREADABLE', 'server-chain-invalid', /連鎖/],
  ['ERR_LEGACY_CLIENT_CERTIFICATE', 'own-certificate-unusable', /RSA/],
  ['ERR_LEGACY_ALERT_HANDSHAKE_FAILURE', 'handshake-failure', /handshake_failure/],
  ['ERR_LEGACY_ALERT_UNKNOWN_CA', 'certificate-alert', /unknown_ca/],
  ['ERR_LEGACY_UNSUPPORTED_PROTOCOL', 'no-common-version', /対応していません/],
])('%s is explained as %s', (code, cause, ja) => {
  const { params } = faultOf(code)
  expect(params['tlsCause']).toBe(cause)
  expect(params['detailJa']).toMatch(ja)
})

test('a cause without a fault of its own keeps the words of the library', () => {
  const fault = faultOf('ERR_NOBODY_KNOWS', 'odd words')
  expect(fault.fault).toBe('tls-failed')
  expect(fault.params['detail']).toContain('odd words')
})

test('the text for the partner is that of the cause, and none where there is nothing to tell', () => {
  const signature = faultOf('ERR_LEGACY_BAD_SIGNATURE', 'some text', true)
  expect(signature.text('en').tell).toMatch(/^The key exchange of your server jx\.example:443 does/)
  expect(signature.text('ja').tell).toMatch(/^貴社サーバー jx\.example:443 の鍵交換の署名が/)
  const fallback = faultOf('ERR_LEGACY_ALERT_INAPPROPRIATE_FALLBACK', 'some text', true)
  expect(fallback.text('en')).not.toHaveProperty('tell')
  expect(fallback.text('ja')).not.toHaveProperty('tell')
})

test('of a cause that nobody knows the partner is told what was seen', () => {
  const fault = faultOf('ERR_NOBODY_KNOWS', 'odd words', true)
  expect(fault.text('en').tell).toMatch(/jx\.example:443 .*odd words/)
  expect(fault.text('ja').tell).toMatch(/jx\.example:443 .*odd words.*ログの確認/)
})
