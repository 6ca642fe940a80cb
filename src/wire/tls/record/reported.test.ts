import { expect, test } from 'vitest'
import { alertReported, toldOf } from './reported.ts'

test.each([
  [
    'a report of a connection',
    '40DD825B507F0000:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:918:SSL alert number 116\n',
    'tlsv13 alert certificate required (error:0A00045C, SSL alert number 116)',
  ],
  [
    'a report from Windows, without data',
    '18D10000:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:c:\\ws\\deps\\openssl\\methods\\tlsany_meth.c:77:\n',
    'wrong version number (error:0A00010B)',
  ],
  [
    'two reports',
    '40DD:error:1C880004:Provider routines:rsa_verify_directly:RSA lib:../rsa_sig.c:1041:\n40DD:error:0A00007B:SSL routines:tls_process_key_exchange:bad signature:../statem_clnt.c:2400:\n',
    'RSA lib (error:1C880004); bad signature (error:0A00007B)',
  ],
  [
    'a report of settings',
    'error:0A00018F:SSL routines::ee key too small',
    'ee key too small (error:0A00018F)',
  ],
  [
    'advice of the runtime',
    'self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
    'self-signed certificate',
  ],
  ['other words', 'read ECONNRESET', 'read ECONNRESET'],
])('%s is kept in words that an operator can use', (_name, message, told) => {
  expect(toldOf(new Error(message)).message).toBe(told)
})

test.each([
  [
    'write EPROTO 18D10000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:..\\deps\\openssl\\ssl3_record.c:355:\n',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    undefined,
  ],
  [
    'write EPROTO 40:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:../rec_layer_s3.c:1605:SSL alert number 40\n',
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    'handshake_failure',
  ],
  ['write EPROTO', 'EPROTO', undefined],
])('what a failed write says in words has the code of what is read: %j', (message, code, alert) => {
  const error = Object.assign(new Error(message), { code: 'EPROTO' })
  expect(toldOf(error).code).toBe(code)
  expect(alertReported(error)?.name).toBe(alert)
})
