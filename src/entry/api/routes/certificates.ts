import { z } from 'zod'
import type { Route } from '../route.ts'
import * as certificates from '../schemas/certificates.ts'
import { name } from '../schemas/common.ts'

const byName = z.object({ name })

export const certificateRoutes = {
  'certificates.list': {
    method: 'GET',
    path: '/certificates',
    role: 'viewer',
    summary: 'List the client certificates',
    response: certificates.certificateList,
  },
  'certificates.import': {
    method: 'POST',
    path: '/certificates',
    role: 'admin',
    summary:
      'Import a certificate with its key (PEM or PFX), or the one that a request under this name waits for',
    body: certificates.certificateImport,
    response: certificates.certificateDetail,
    status: 201,
  },
  'certificates.read-trust': {
    method: 'POST',
    path: '/trust-files/read',
    role: 'admin',
    summary:
      'Read a file of CA certificates (PEM, DER, PKCS #7, Base64), to be set for a partner; nothing is kept',
    body: certificates.trustFile,
    response: certificates.trustFileRead,
  },
  'certificates.check': {
    method: 'POST',
    path: '/certificates/check',
    role: 'operator',
    summary:
      'Warn of certificates that end soon: ours, the partners’, trusted CAs; each warning once',
    response: certificates.certificatesChecked,
  },
  'certificates.ends': {
    method: 'GET',
    path: '/certificate-ends',
    role: 'viewer',
    summary:
      'List all that ends, with the places where it is used: certificates, CAs, waivers of weak TLS',
    response: certificates.certificateEnds,
  },
  'certificates.replace': {
    method: 'POST',
    path: '/certificates/:name/replacement',
    role: 'admin',
    summary: 'Book the day on which a certificate is replaced with all partners that use it',
    params: byName,
    body: certificates.replacement,
    response: certificates.replaced,
  },
  'certificates.show': {
    method: 'GET',
    path: '/certificates/:name',
    role: 'viewer',
    summary: 'Show a certificate with its chain',
    params: byName,
    response: certificates.certificateDetail,
  },
  'certificates.remove': {
    method: 'DELETE',
    path: '/certificates/:name',
    role: 'admin',
    summary: 'Remove a certificate that no partner uses',
    params: byName,
    response: 'nothing',
  },
} as const satisfies Record<string, Route>

export const certificateRequestRoutes = {
  'certificate-requests.list': {
    method: 'GET',
    path: '/certificate-requests',
    role: 'viewer',
    summary: 'List the keys made here that wait for their certificates',
    response: certificates.requestList,
  },
  'certificate-requests.make': {
    method: 'POST',
    path: '/certificate-requests',
    role: 'admin',
    summary: 'Make a key, which stays here, and the request (CSR) for its certificate',
    body: certificates.requestOrder,
    response: certificates.certificateRequest,
    status: 201,
  },
  'certificate-requests.csr': {
    method: 'GET',
    path: '/certificate-requests/:name/csr',
    role: 'viewer',
    summary: 'Download a request (PKCS #10, PEM) for the authority that issues the certificate',
    params: byName,
    response: 'bytes',
  },
  'certificate-requests.withdraw': {
    method: 'DELETE',
    path: '/certificate-requests/:name',
    role: 'admin',
    summary: 'Give a request up; its key is gone',
    params: byName,
    response: 'nothing',
  },
} as const satisfies Record<string, Route>
