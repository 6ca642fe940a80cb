import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { derCertificate, pemOf } from './der-certificate.ts'

/** Where in its chain the key on the curve stands. */
export const places = ['leaf', 'intermediate', 'root'] as const
export type Place = (typeof places)[number]

export interface OddChain {
  /** PEM, each by itself. */
  readonly leaf: string
  readonly intermediate: string
  readonly root: string
  /** Of the leaf. */
  readonly keyPem: string
  readonly odd: Place
}

const rsaKeys = places.map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }))

/** Three certificates, one of them with a key on this curve; the other keys are RSA. */
export function oddChain(curve: string, odd: Place): OddChain {
  const [leaf, intermediate, root] = places.map((place, at) =>
    place === odd ? pairOn(curve) : rsaKeys[at],
  ) as [Pair, Pair, Pair]
  const names = { leaf: 'localhost', intermediate: `Middle ${curve}`, root: `Root ${curve}` }
  const certificate = (place: Place, key: Pair, by: Place, signer: Pair): string =>
    pemOf(
      derCertificate({
        subject: names[place],
        issuer: names[by],
        key: key.publicKey,
        signer: signer.privateKey,
        ca: place !== 'leaf',
      }),
    )
  return {
    leaf: certificate('leaf', leaf, 'intermediate', intermediate),
    intermediate: certificate('intermediate', intermediate, 'root', root),
    root: certificate('root', root, 'root', root),
    odd,
    keyPem: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** A curve without an OID is spelled out in its key. */
function pairOn(namedCurve: string): Pair {
  const pair = generateKeyPairSync('ec', { namedCurve })
  try {
    pair.publicKey.export({ type: 'spki', format: 'der' })
    return pair
  } catch {
    return generateKeyPairSync('ec', { namedCurve, paramEncoding: 'explicit' })
  }
}

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}
