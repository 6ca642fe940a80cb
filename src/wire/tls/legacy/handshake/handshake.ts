import type { X509Certificate } from 'node:crypto'
import { LegacyTlsError, tooMuch, unexpected } from '../legacy-error.ts'
import { readCertificates } from './certificate.ts'
import { readCertificateRequest } from './certificate-request.ts'
import { clientFlight } from './client-flight.ts'
import { clientHello, nameFor } from './client-hello.ts'
import type { Message } from './message.ts'
import type { HandshakeOrder, HandshakeOutput } from './order.ts'
import { readServerHello, type ServerHello } from './server-hello.ts'
import { readServerKeyExchange } from './server-key-exchange.ts'
import type { Gathered, Scene, Step } from './step.ts'
import { Transcript } from './transcript.ts'

/** A server may ask for a new start while one runs (RFC 2246 §7.4.1.1); not for ever. */
const maxHelloRequests = 4

/** The client's handshake. Each message has one place; anything elsewhere ends it. */
export class Handshake {
  readonly #scene: Scene
  #step: Step
  #helloRequests = 0

  constructor(order: HandshakeOrder, output: HandshakeOutput) {
    const clientRandom = order.randomness.bytes(32)
    this.#scene = { order, output, transcript: new Transcript(), clientRandom }
    this.#step = awaitServerHello(this.#scene)
  }

  start(): void {
    const { order, output, transcript, clientRandom } = this.#scene
    const { maxVersion: version, suites, host } = order
    const hello = clientHello({
      version,
      suites,
      host,
      random: clientRandom,
      fallbackSignal: order.fallbackSignal,
    })
    transcript.add(hello)
    output.message(hello)
  }

  receive(message: Message): void {
    if (message.type === 'hello-request') {
      // Not part of the transcript (RFC 2246 §7.4.1.1).
      this.#helloRequests += 1
      if (this.#helloRequests > maxHelloRequests) throw tooMuch('requests for a new handshake')
      return
    }
    if (!this.#step.expects.includes(message.type)) {
      throw unexpected(`${message.type} message instead of ${this.#step.expects.join(' or ')}`)
    }
    this.#scene.transcript.add(message.whole)
    this.#step = this.#step.take(message)
  }

  changeCipherSpec(): void {
    const next = this.#step.changeCipherSpec?.()
    if (next === undefined) throw unexpected('change-cipher-spec')
    this.#step = next
  }
}

function awaitServerHello(scene: Scene): Step {
  const { order, output } = scene
  return {
    expects: ['server-hello'],
    take: ({ body }) => {
      const serverName = nameFor({ version: order.maxVersion, host: order.host }) !== undefined
      const offer = { ...order, serverName }
      const hello = readServerHello(body, offer, (version) => {
        output.agreed(version)
      })
      if (!hello.secureRenegotiation && !order.legacyRenegotiation) throw unsafeRenegotiation()
      return awaitCertificate(scene, hello)
    },
  }
}

function awaitCertificate(scene: Scene, hello: ServerHello): Step {
  return {
    expects: ['certificate'],
    take: ({ body }) => {
      const certificate = scene.order.checkCertificates(readCertificates(body), hello.suite)
      checkKeyType(certificate, hello)
      const gathered = { hello, certificate, share: undefined }
      return hello.suite.keyExchange === 'RSA'
        ? awaitRequestOrDone(scene, gathered)
        : awaitKeyExchange(scene, gathered)
    },
  }
}

/** Only suites with Diffie-Hellman have this message: a temporary RSA key would be FREAK. */
function awaitKeyExchange(scene: Scene, gathered: Gathered): Step {
  return {
    expects: ['server-key-exchange'],
    take: ({ body }) => {
      const share = readServerKeyExchange(body, {
        key: gathered.certificate.publicKey,
        randoms: { client: scene.clientRandom, server: gathered.hello.random },
        minPrimeBits: scene.order.minDhBits,
      })
      return awaitRequestOrDone(scene, { ...gathered, share })
    },
  }
}

function awaitRequestOrDone(scene: Scene, gathered: Gathered): Step {
  return {
    expects: ['certificate-request', 'server-hello-done'],
    take: ({ type, body }) => {
      if (type === 'server-hello-done') return clientFlight(scene, gathered, undefined)
      return awaitDone(scene, gathered, readCertificateRequest(body))
    },
  }
}

function awaitDone(
  scene: Scene,
  gathered: Gathered,
  request: { readonly takesRsa: boolean },
): Step {
  return {
    expects: ['server-hello-done'],
    take: () => clientFlight(scene, gathered, request),
  }
}

/** RFC 5746 §4.1; we never renegotiate, but a stranger could begin for us. Node's code. */
function unsafeRenegotiation(): LegacyTlsError {
  return new LegacyTlsError(
    'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
    'the server supports only unsafe legacy renegotiation',
    'handshake_failure',
  )
}

function checkKeyType(certificate: X509Certificate, { suite }: ServerHello): void {
  const wanted = suite.keyExchange === 'RSA' ? 'rsa' : 'dsa'
  const type = certificate.publicKey.asymmetricKeyType ?? 'unknown'
  if (type === wanted) return
  throw new LegacyTlsError(
    'ERR_LEGACY_CERTIFICATE_KEY',
    `the server picked ${suite.name} with a certificate for a key of type ${type}`,
    'unsupported_certificate',
  )
}
