import type { CertificateRequest } from '../../../domain/handshakes/index.ts'
import type { StationCertificate } from '../../../domain/exchange/index.ts'
import type { KeyedRows } from './keyed-shelf.ts'

/** Our client certificates. */
export const certificateRows: KeyedRows<'certificate', StationCertificate> = {
  table: 'certificate',
  owner: 'certificate',
  rowOf: ({ name, chainPem, importedAt }) => ({
    name,
    chain_pem: chainPem,
    imported_at: importedAt.toISOString(),
  }),
  itemOf: (row) => ({
    name: row.name,
    chainPem: row.chain_pem,
    importedAt: new Date(row.imported_at),
  }),
}

/** Keys that wait for their certificates. */
export const requestRows: KeyedRows<'certificate_request', CertificateRequest> = {
  table: 'certificate_request',
  owner: 'certificate-request',
  rowOf: ({ name, subject, requestPem, requestedAt }) => ({
    name,
    subject,
    request_pem: requestPem,
    requested_at: requestedAt.toISOString(),
  }),
  itemOf: (row) => ({
    name: row.name,
    subject: row.subject,
    requestPem: row.request_pem,
    requestedAt: new Date(row.requested_at),
  }),
}
