import { timingSafeEqual } from 'node:crypto'
import { illegal, LegacyTlsError, unexpected } from '../legacy-error.ts'
import { masterSecret, sessionKeys, type SessionKeys } from '../key-schedule.ts'
import { opening, sealing } from '../record/protection.ts'
import { certificateMessage } from './certificate.ts'
import { certificateVerify, type ClientIdentity } from './client-certificate.ts'
import { dhKeyExchange, rsaKeyExchange, type KeyExchange } from './client-key-exchange.ts'
import { encodeMessage } from './message.ts'
import type { Gathered, Scene, Step } from './step.ts'

/** Answers the server's flight with ours, up to Finished (RFC 2246 §7.3). */
export function clientFlight(
  scene: Scene,
  gathered: Gathered,
  request: { readonly takesRsa: boolean } | undefined,
): Step {
  const { output, transcript, order } = scene
  const { version, suite, random } = gathered.hello
  const say = (message: Buffer): void => {
    transcript.add(message)
    output.message(message)
  }
  const identity = request?.takesRsa === true ? order.identity : undefined
  if (request !== undefined) sayCertificate(scene, gathered, { identity, say })
  const exchange = keyExchange(scene, gathered)
  say(exchange.message)
  const randoms = { client: scene.clientRandom, server: random }
  const master = masterSecret(version, exchange.premaster, randoms)
  exchange.premaster.fill(0)
  if (identity !== undefined) {
    say(certificateVerify(identity.key, transcript.toSign(version, master)))
  }
  const keys = sessionKeys(version, suite, master, randoms)
  output.sealWith(sealing(suite, version, keys.client), suite.cipher.kind === 'cbc')
  say(encodeMessage('finished', transcript.finished(version, master, 'client')))
  const expected = transcript.finished(version, master, 'server')
  return awaitChange(scene, {
    ...gathered,
    keys,
    expected,
    clientCertificate: identity !== undefined,
  })
}

/** Our chain; without one, TLS 1.0 sends an empty list and SSL 3.0 an alert. */
function sayCertificate(
  { output }: Scene,
  { hello }: Gathered,
  ours: {
    readonly identity: ClientIdentity | undefined
    readonly say: (message: Buffer) => void
  },
): void {
  if (ours.identity === undefined && hello.version === 'SSLv3') output.noCertificate()
  else ours.say(certificateMessage(ours.identity?.chain ?? []))
}

function keyExchange({ order }: Scene, { hello, certificate, share }: Gathered): KeyExchange {
  const versions = { offered: order.maxVersion, agreed: hello.version }
  if (share === undefined) return rsaKeyExchange(order.randomness, certificate, versions)
  try {
    return dhKeyExchange(order.randomness, share)
  } catch (error) {
    throw illegal('the DH parameters of the server do not work', error)
  }
}

interface Agreed extends Gathered {
  readonly keys: SessionKeys
  /** What the server's Finished must hold. */
  readonly expected: Buffer
  readonly clientCertificate: boolean
}

function awaitChange(scene: Scene, agreed: Agreed): Step {
  const { suite, version } = agreed.hello
  return {
    expects: ['change-cipher-spec'],
    take: ({ type }) => {
      throw unexpected(`${type} message before change-cipher-spec`)
    },
    changeCipherSpec: () => {
      scene.output.openWith(opening(suite, version, agreed.keys.server))
      return awaitFinished(scene, agreed)
    },
  }
}

function awaitFinished(scene: Scene, agreed: Agreed): Step {
  const { hello, certificate, clientCertificate, expected } = agreed
  const { version, suite, secureRenegotiation } = hello
  return {
    expects: ['finished'],
    take: ({ body }) => {
      if (body.length !== expected.length || !timingSafeEqual(body, expected)) throw wrongFinished()
      scene.output.done({ version, suite, certificate, secureRenegotiation, clientCertificate })
      return finished
    },
  }
}

const finished: Step = {
  expects: [],
  take: ({ type }) => {
    throw unexpected(`${type} message after the handshake`)
  },
}

function wrongFinished(): LegacyTlsError {
  return new LegacyTlsError(
    'ERR_LEGACY_WRONG_FINISHED',
    'the server saw another handshake than we did: it was changed on the way',
    'decrypt_error',
  )
}
