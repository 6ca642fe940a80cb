import { defined } from '../../../src/base/defined.ts'
import { connect, type ConnectOrder } from '../../../src/wire/http/index.ts'
import { HikyakuError } from '../../../src/errors/index.ts'
import { legacyLayer } from '../../../src/wire/tls/legacy-layer.ts'
import {
  handshakeRecordSchema,
  planTls,
  seenCertificates,
  tlsOptionsFor,
  type HandshakeRecord,
  type IssuedCertificate,
  type TlsPolicy,
} from '../../../src/wire/tls/index.ts'
import { days, type FailingCase, type Made } from './failing-case.ts'

/** On a busy machine a server takes its time; one that is to be silent is waited for no longer. */
const [timeoutMilliseconds, silenceMilliseconds] = [30_000, 1000]

/** Calls the server of a case as a station would; the record of how that fails. */
export async function recordOf(failing: FailingCase, made: Made): Promise<HandshakeRecord> {
  const server = await failing.open(made)
  try {
    const certificate = await failing.certificate?.(made)
    const trust = (await failing.trust?.(made)) ?? [made.root.pem]
    const record = await recordAt(server.port, failing, { trust, certificate })
    return handshakeRecordSchema.parse(record)
  } finally {
    await server.close()
  }
}

interface Ours {
  readonly trust: readonly string[]
  readonly certificate: IssuedCertificate | undefined
}

async function recordAt(port: number, failing: FailingCase, ours: Ours): Promise<HandshakeRecord> {
  let found: HandshakeRecord | undefined
  const explainTls: ConnectOrder['explainTls'] = (error, record) => {
    found = record
    return new HikyakuError('defect', { detail: error.message })
  }
  const silent = /^(?:silent|slow)-/.test(failing.cause)
  try {
    const { socket, recorder } = await connect({
      partner: 'retailer',
      host: failing.host ?? 'localhost',
      port,
      timeoutMilliseconds: silent ? silenceMilliseconds : timeoutMilliseconds,
      explainTls,
      ...layerFor(port, failing, ours),
    })
    // TLS 1.3: the server judges our certificate when our handshake is done.
    const late = await new Promise<Error>((resolve) => {
      socket.setTimeout(timeoutMilliseconds, () => socket.destroy())
      // The library reports the alert, and the system perhaps that our bytes came too late.
      socket.on('error', resolve)
      socket.once('close', () => {
        resolve(Object.assign(new Error('closed'), { code: 'ECONNRESET' }))
      })
      socket.resume()
      socket.write('GET / HTTP/1.0\r\n\r\n')
    })
    found = recorder?.failed(late)
    socket.destroy()
  } catch (error) {
    if (found === undefined) throw error
  }
  if (found === undefined) throw new Error('no record')
  return found
}

function layerFor(
  port: number,
  failing: FailingCase,
  { trust, certificate }: Ours,
): Pick<ConnectOrder, 'tls' | 'engine' | 'recording'> {
  const host = `localhost:${port}`
  const plan = planTls(policyOf(failing, host), host, new Date())
  const identity = {
    host: failing.host ?? 'localhost',
    trust,
    ...defined({ certificate }),
  }
  const recording = {
    host: failing.host ?? 'localhost',
    versions: [...plan.versions],
    ownChain: certificate === undefined ? [] : seenCertificates(certificate.chainPem),
  }
  if (plan.engine === 'runtime') {
    return { tls: { ...tlsOptionsFor(plan, identity), ...failing.library }, recording }
  }
  return {
    tls: {},
    engine: (socket, seen) => legacyLayer(plan, identity, socket, seen),
    recording,
  }
}

function policyOf(failing: FailingCase, host: string): TlsPolicy {
  const { tlsMin = 'TLSv1.2', tlsMax = 'TLSv1.3', tlsSuites, allow } = failing
  const day = (offset: number): string => days(offset).toISOString().slice(0, 10)
  const until = { reason: 'a test', by: 'a test', since: day(-1), until: day(2) }
  return {
    name: 'retailer',
    tlsMin,
    tlsMax,
    ...defined({ tlsSuites }),
    ...(allow === undefined ? {} : { tlsWaiver: { allow, host, ...until } }),
  }
}
