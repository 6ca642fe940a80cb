import { practiceRetailer, practiceSupplier } from '../wire/bms/sample/index.ts'
import type { ClientPartner, ServerPartner } from '../domain/partners/index.ts'

const shared = { edition: '2007', formatType: 'SecondGenEDI', compress: 'none' } as const

/** Name of the practice retailer among the partners, and of the certificate shown to it. */
export const practicePartnerName = 'practice-retailer'
export const practiceCertificateName = 'practice'
/** Login of the practising supplier, and the common name of its certificate. */
export const practiceLogin = 'practice-supplier'

/** The practising supplier in the practice retailer's book. */
export function practiceCaller(caPem: string): ClientPartner {
  return {
    ...shared,
    kind: 'jx-client',
    name: practiceLogin,
    ownId: practiceRetailer.gln,
    partnerId: practiceSupplier.gln,
    from: 'edi.retailer.example',
    to: 'jx.supplier.example',
    user: practiceLogin,
    trust: [caPem],
    subject: `CN=${practiceLogin}`,
  }
}

/** The practice retailer in the supplier's book. */
export function practicePartner(port: number, caPem: string): ServerPartner {
  return {
    ...shared,
    kind: 'jx-server',
    name: practicePartnerName,
    url: `https://localhost:${port}/jx`,
    ownId: practiceSupplier.gln,
    partnerId: practiceRetailer.gln,
    from: 'jx.supplier.example',
    to: 'edi.retailer.example',
    user: practiceLogin,
    clientCertificate: practiceCertificateName,
    trust: [caPem],
    timeoutSeconds: 30,
    retries: 0,
    retryIntervalSeconds: 0,
    tlsMin: 'TLSv1.2',
    tlsMax: 'TLSv1.3',
  }
}
