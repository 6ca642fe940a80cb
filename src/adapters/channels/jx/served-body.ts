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
    const detail = 'neither Content-Length nor Transfer-Encoding'
    const detailJa = 'Content-Length も Transfer-Encoding もなし'
    throw new HikyakuError('request-without-body', { detail, detailJa })
  }
  if (Number(length) === 0) {
    throw new HikyakuError('request-without-body', { detail: 'Content-Length: 0' })
  }
  refuseAttachments(headers['content-type'])
}

/** @throws HikyakuError attachments-refused */
export function refuseAttachments(contentType: string | undefined): void {
  const type = /^\s*multipart\/[\w.+-]*/i.exec(contentType ?? '')?.[0].trim()
  if (type !== undefined) throw new HikyakuError('attachments-refused', { type })
}
