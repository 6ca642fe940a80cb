import type { IncomingHttpHeaders } from 'node:http'
import { HikyakuError, type FaultName } from '../../../errors/index.ts'

/** HTTP's own word for a refusal, where it has one; the SOAP fault says the same. */
const statuses: Partial<Record<FaultName, number>> = {
  'coding-unknown': 415,
  'attachments-refused': 415,
  'request-without-body': 411,
}

/** The status of a refusal; 500 is that of a SOAP fault (SOAP 1.1 §6.2). */
export function statusOfRefusal(error: HikyakuError): number {
  return statuses[error.fault] ?? 500
}

/**
 * What the head of a request says of its body, before a byte of that is read.
 *
 * @throws HikyakuError request-without-body, attachments-refused
 */
export function judgeHead(headers: IncomingHttpHeaders): void {
  const length = headers['content-length']
  if (length === undefined && headers['transfer-encoding'] === undefined) {
    throw noBody(
      'neither Content-Length nor Transfer-Encoding',
      'Content-Length も Transfer-Encoding もなし',
    )
  }
  if (Number(length) === 0) throw noBody('Content-Length: 0')
  refuseAttachments(headers['content-type'])
}

/** A request that has no body by its own account; the mistake is the caller's. */
export function noBody(detail: string, detailJa = detail): HikyakuError {
  return new HikyakuError('request-without-body', { detail, detailJa })
}

/** @throws HikyakuError attachments-refused */
export function refuseAttachments(contentType: string | undefined): void {
  const type = /^\s*multipart\/[\w.+-]*/i.exec(contentType ?? '')?.[0].trim()
  if (type !== undefined) throw new HikyakuError('attachments-refused', { type })
}
