import { alertReported, toldOf } from '../record/reported.ts'
import { readCertificate } from '../wire/certificate.ts'
import type { Evidence } from './evidence.ts'

/** What Node attaches to the error of a wrong host name. */
interface WithCertificate {
  readonly cert?: { readonly raw?: Uint8Array }
}

/**
 * The little that an error alone tells of a call of ours, where nothing was recorded.
 *
 * @param host `host:port` that was called
 */
export function evidenceOfError(
  error: NodeJS.ErrnoException & WithCertificate,
  host: string,
): Evidence {
  const raw = error.cert?.raw
  const alert = alertReported(error)
  return {
    role: 'client',
    peer: host,
    host,
    versions: [],
    serverChain: raw === undefined ? [] : [readCertificate(raw)],
    certificateOffsets: {},
    ownChain: [],
    certificateConfigured: false,
    alerts:
      alert === undefined
        ? []
        : [{ from: 'server', level: 'fatal', name: alert.name, afterClientCertificate: false }],
    lastFrom: {},
    error: toldOf(error),
    at: new Date(0),
  }
}
