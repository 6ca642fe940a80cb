import { Readable } from 'node:stream'
import { defined } from '../../../base/defined.ts'
import {
  certificateEnds,
  certificateWarnings,
  checkExpiry,
  daysUntil,
  findCertificate,
  findRequest,
  importCertificate,
  makeRequest,
  removeCertificate,
  replaceCertificate,
  usersOfCertificate,
  withdrawRequest,
} from '../../../domain/certificates/index.ts'
import type { StationCertificate } from '../../../domain/exchange/index.ts'
import type { Answer, Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { certificatesIn, readTrustFile } from '../../../wire/tls/index.ts'
import type { certificateRequestRoutes, certificateRoutes } from '../routes/certificates.ts'
import { certificateFacts, certificateView, faultView, saidFailure } from '../views.ts'

/** 証明書: our client certificates. Their keys never leave the station. */
export function certificateHandlers(context: ApiContext): Handlers<keyof typeof certificateRoutes> {
  const { station } = context
  const { ledger } = station
  return {
    'certificates.list': async () => {
      const items = []
      for (const certificate of await ledger.certificates.list()) {
        const usedBy = await usersOfCertificate(ledger, certificate.name)
        items.push(certificateView(certificate, usedBy, station.clock.now()))
      }
      return { items }
    },
    'certificates.import': async ({ body, requester }) => {
      const { name, fileName, content, password, key } = body
      const { certificate } = await importCertificate(station, signedIn(requester).actor, {
        name,
        file: fileName,
        bytes: Buffer.from(content, 'base64'),
        ...defined({ password, key }),
      })
      return detailOf(context, certificate)
    },
    'certificates.read-trust': ({ body }) => {
      const bytes = Buffer.from(body.content, 'base64')
      const items = readTrustFile(bytes, body.fileName).map((pem) => ({
        pem,
        ...certificateFacts(pem, station.clock.now()),
      }))
      return Promise.resolve({ items })
    },
    'certificates.check': async () => {
      const raised = await checkExpiry(station, await station.serverChains())
      return { raised: raised.map(faultView) }
    },
    'certificates.ends': async () => {
      const now = station.clock.now()
      const ends = await certificateEnds(ledger, await station.serverChains())
      return {
        items: ends.map((one) => ({
          ...one,
          daysLeft: daysUntil(one.notAfter, now),
          partners: [...one.partners],
          booked: [...one.booked],
        })),
      }
    },
    'certificates.replace': async ({ params: { name: certificate }, body, requester }) => {
      const { next, from, partners } = body
      const order = { certificate, next, from, ...defined({ partners }) }
      const done = await replaceCertificate(station, signedIn(requester).actor, order)
      return { partners: [...done.partners], warnings: done.warnings.map(saidFailure) }
    },
    'certificates.show': async ({ params: { name } }) =>
      detailOf(context, await findCertificate(ledger, name)),
    'certificates.remove': async ({ params: { name }, requester }) => {
      await removeCertificate(station, signedIn(requester).actor, name)
      return undefined
    },
  }
}

/** Keys that were made here and wait for their certificates. */
export function certificateRequestHandlers({
  station,
}: ApiContext): Handlers<keyof typeof certificateRequestRoutes> {
  const { ledger } = station
  return {
    'certificate-requests.list': async () => ({
      items: [...(await ledger.certificateRequests.list())],
    }),
    'certificate-requests.make': ({ body, requester }) =>
      makeRequest(station, signedIn(requester).actor, body),
    'certificate-requests.csr': async ({ params: { name } }) => {
      const { requestPem } = await findRequest(ledger, name)
      const bytes = Buffer.from(requestPem)
      return {
        fileName: `${name}.csr`,
        bytes: bytes.byteLength,
        chunks: Readable.from([bytes]),
      }
    },
    'certificate-requests.withdraw': async ({ params: { name }, requester }) => {
      await withdrawRequest(station, signedIn(requester).actor, name)
      return undefined
    },
  }
}

async function detailOf(
  { station }: ApiContext,
  certificate: StationCertificate,
): Promise<Answer<'certificates.show'>> {
  const now = station.clock.now()
  const usedBy = await usersOfCertificate(station.ledger, certificate.name)
  const warnings = certificateWarnings(certificate, usedBy, now)
  return {
    certificate: certificateView(certificate, usedBy, now),
    chain: certificatesIn(certificate.chainPem).map(({ text }) => certificateFacts(text, now)),
    chainPem: certificate.chainPem,
    warnings: warnings.map(saidFailure),
  }
}
