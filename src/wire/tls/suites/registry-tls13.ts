import type { SuiteGroup } from './registry-row.ts'

/** Suites of TLS 1.3, which name neither key exchange nor authentication. */
export const tls13Suites: readonly SuiteGroup[] = [
  {
    reference: 'RFC 8446',
    from: 'TLSv1.3',
    until: 'TLSv1.3',
    rows: `
      1301 TLS_AES_128_GCM_SHA256 TLS_AES_128_GCM_SHA256
      1302 TLS_AES_256_GCM_SHA384 TLS_AES_256_GCM_SHA384
      1303 TLS_CHACHA20_POLY1305_SHA256 TLS_CHACHA20_POLY1305_SHA256
      1304 TLS_AES_128_CCM_SHA256 TLS_AES_128_CCM_SHA256
      1305 TLS_AES_128_CCM_8_SHA256 TLS_AES_128_CCM_8_SHA256
    `,
  },
  {
    reference: 'draft-irtf-cfrg-aegis-aead',
    from: 'TLSv1.3',
    until: 'TLSv1.3',
    rows: `
      1306 TLS_AEGIS_256_SHA512
      1307 TLS_AEGIS_128L_SHA256
    `,
  },
  {
    reference: 'RFC 8998',
    from: 'TLSv1.3',
    until: 'TLSv1.3',
    rows: `
      00c6 TLS_SM4_GCM_SM3
      00c7 TLS_SM4_CCM_SM3
    `,
  },
  {
    reference: 'RFC 9150',
    from: 'TLSv1.3',
    until: 'TLSv1.3',
    rows: `
      c0b4 TLS_SHA256_SHA256
      c0b5 TLS_SHA384_SHA384
    `,
  },
  {
    reference: 'RFC 9367',
    from: 'TLSv1.3',
    until: 'TLSv1.3',
    rows: `
      c103 TLS_GOSTR341112_256_WITH_KUZNYECHIK_MGM_L
      c104 TLS_GOSTR341112_256_WITH_MAGMA_MGM_L
      c105 TLS_GOSTR341112_256_WITH_KUZNYECHIK_MGM_S
      c106 TLS_GOSTR341112_256_WITH_MAGMA_MGM_S
    `,
  },
]
