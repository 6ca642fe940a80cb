import { expect, test } from 'vitest'
import { toldOf } from './reported.ts'

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
