import { defined } from '../../../base/defined.ts'
import { groupName, signatureName } from './algorithm-names.ts'
import type { ByteReader } from './byte-reader.ts'
import { bitLength } from './der.ts'
import type { Place, ServerKeyExchangeFact } from './facts.ts'
import { namesSignatures, type Negotiated } from './negotiated.ts'

type Parameters = Pick<ServerKeyExchangeFact, 'primeBits' | 'group' | 'modulusBits'>

const namedCurve = 3

/** RFC 5246 §7.4.3, RFC 8422 §5.4, RFC 4279 §2; of key exchanges not known here only their name. */
export function readServerKeyExchange(
  body: ByteReader,
  place: Place,
  negotiated: Negotiated,
): ServerKeyExchangeFact {
  const { suite } = negotiated
  const { keyExchange = 'unknown', authentication = '' } = suite ?? {}
  if (keyExchange.endsWith('PSK')) body.vector(2, 'the hint of an identity')
  const parameters = parametersOf(body, keyExchange)
  const signed = Object.keys(parameters).length > 0 && !/^(anon|PSK)$/.test(authentication)
  const signatureAlgorithm =
    signed && namesSignatures(negotiated) ? signatureName(body.u16('the algorithm')) : undefined
  if (signed) {
    body.vector(2, 'the signature')
    body.end('the signature')
  }
  return {
    kind: 'server-key-exchange',
    ...place,
    exchange: exchangeName(negotiated),
    ...parameters,
    ...defined({ signatureAlgorithm }),
  }
}

/** As suites spell it: `DHE_RSA`, `RSA_EXPORT`, `ECDHE_PSK`, … */
export function exchangeName({ suite }: Negotiated): string {
  if (suite === undefined) return 'unknown'
  const { keyExchange, authentication, export: weak } = suite
  const both =
    keyExchange === authentication || keyExchange.endsWith('PSK')
      ? keyExchange
      : `${keyExchange}_${authentication}`
  return weak ? `${both}_EXPORT` : both
}

function parametersOf(body: ByteReader, exchange: string): Parameters {
  if (exchange.startsWith('ECDHE')) return curveIn(body)
  if (exchange.startsWith('DH')) {
    const primeBits = bitLength(body.vector(2, 'the prime').rest())
    body.vector(2, 'the generator')
    body.vector(2, 'the public value')
    return { primeBits }
  }
  if (exchange === 'RSA') {
    const modulusBits = bitLength(body.vector(2, 'the modulus').rest())
    body.vector(2, 'the exponent')
    return { modulusBits }
  }
  body.rest()
  return {}
}

function curveIn(body: ByteReader): Parameters {
  if (body.u8('the type of curve') !== namedCurve) {
    // Explicit curves (RFC 4492 §5.4) are not taken apart, and nothing after them.
    body.rest()
    return {}
  }
  const group = groupName(body.u16('the curve'))
  body.vector(1, 'the point')
  return { group }
}
