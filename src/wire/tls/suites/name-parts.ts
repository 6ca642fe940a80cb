/** How the keys are agreed. `any`: TLS 1.3 chooses it apart from the suite. */
export type KeyExchange =
  | 'RSA'
  | 'DH'
  | 'DHE'
  | 'ECDH'
  | 'ECDHE'
  | 'PSK'
  | 'RSA_PSK'
  | 'DHE_PSK'
  | 'ECDHE_PSK'
  | 'SRP'
  | 'KRB5'
  | 'GOST'
  | 'ECCPWD'
  | 'NULL'
  | 'any'

/** What the server proves itself with. `anon`: nothing. */
export type Authentication =
  'RSA' | 'DSS' | 'ECDSA' | 'PSK' | 'SRP' | 'KRB5' | 'GOST' | 'ECCPWD' | 'anon' | 'NULL' | 'any'

export interface SuiteParts {
  readonly keyExchange: KeyExchange
  readonly authentication: Authentication
  readonly export: boolean
  /** `AES_128_CBC`, `RC4_128`, `CHACHA20_POLY1305`, `NULL`, … */
  readonly cipher: string
  /** Of the records: `MD5`, `SHA`, `SHA256`, `SHA384`, `AEAD`, … */
  readonly mac: string
  /** Of the key derivation, where the suite names it (TLS 1.2 and later). */
  readonly hash?: string
}

/**
 * Takes a suite's name apart: `TLS_<key exchange>_WITH_<cipher>_<hash>`, or in
 * TLS 1.3 `TLS_<cipher>_<hash>` (RFC 8446 §B.4).
 */
export function partsOf(name: string): SuiteParts {
  const body = name.slice('TLS_'.length)
  const at = body.indexOf('_WITH_')
  const [exchange, protection] =
    at < 0 ? ['any', body] : [body.slice(0, at), body.slice(at + '_WITH_'.length)]
  const plain = exchange.replace(/_EXPORT(1024)?$/, '')
  return { ...agreementOf(plain), export: plain !== exchange, ...protectionOf(protection) }
}

type Agreement = Pick<SuiteParts, 'keyExchange' | 'authentication'>

function agreementOf(exchange: string): Agreement {
  // RFC 6655 §5 turned the words round for the two CCM_8 suites.
  if (exchange === 'PSK_DHE') return { keyExchange: 'DHE_PSK', authentication: 'PSK' }
  if (exchange.startsWith('SRP_SHA')) {
    const signed = exchange.slice('SRP_SHA_'.length)
    return { keyExchange: 'SRP', authentication: signed === '' ? 'SRP' : (signed as 'RSA' | 'DSS') }
  }
  if (exchange.startsWith('GOST')) return { keyExchange: 'GOST', authentication: 'GOST' }
  if (exchange === 'RSA_PSK') return { keyExchange: 'RSA_PSK', authentication: 'RSA' }
  if (exchange.endsWith('_PSK')) {
    return { keyExchange: exchange as KeyExchange, authentication: 'PSK' }
  }
  const [keyExchange, authentication = keyExchange] = exchange.split('_')
  return {
    keyExchange: keyExchange as KeyExchange,
    authentication: authentication as Authentication,
  }
}

type Protection = Pick<SuiteParts, 'cipher' | 'mac' | 'hash'>

const aead = /_(?:GCM|CCM|CCM_8|POLY1305|MGM_[LS])$|^AEGIS/

function protectionOf(text: string): Protection {
  const [, cipher = text, hash] = /^(.*)_(MD5|SHA|SHA\d{3}|SM3)$/.exec(text) ?? []
  // RFC 9150: the record is authenticated with the same hash, and not encrypted.
  if (/^SHA\d{3}$/.test(cipher)) return { cipher: 'NULL', mac: cipher, hash: hash ?? cipher }
  if (aead.test(cipher)) return { cipher, mac: 'AEAD', hash: hash ?? 'SHA256' }
  const gost = /^(.*)_(OMAC|IMIT)$/.exec(cipher)
  if (gost !== null) return { cipher: gost[1] ?? cipher, mac: gost[2] ?? '', hash: 'STREEBOG256' }
  if (hash === undefined) return { cipher, mac: 'NULL' }
  return { cipher, mac: hash, ...(/^SHA\d/.test(hash) ? { hash } : {}) }
}
