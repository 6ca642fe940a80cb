import type { RandomText } from '../../../base/ids.ts'
import { isHikyakuError } from '../../../errors/index.ts'
import type { UnknownCall } from '../../../domain/handshakes/index.ts'
import type { Connection } from '../../../wire/http/index.ts'
import { callerProblems, type HandshakeRecord } from '../../../wire/tls/index.ts'
import { unknownCall } from './unknown-call.ts'

/** The params of `client-certificate-required` by which its handshake is explained. */
export const problemParam = 'problem'

/** Connections whose refusal was told of: a caller that keeps asking is one stranger. */
const told = new WeakSet<HandshakeRecord>()

/**
 * A caller that was refused for its client certificate, or for the lack of one. The
 * handshake went well, as each partner has CAs of its own; what the check after it found
 * stands in its record like a report of the library.
 *
 * @param cause what the caller was refused with
 * @returns undefined if no certificate was the matter
 */
export function certificateRefusal(
  { record, remote, clientProblem, clientChain }: Connection,
  cause: unknown,
  context: { readonly random: RandomText; readonly login: boolean },
): UnknownCall | 'told' | undefined {
  if (record?.known?.certificateRequested !== true) return undefined
  if (!isHikyakuError(cause)) return undefined
  const { [problemParam]: problem, partner } = cause.params
  const missing = clientChain.length === 0 && !context.login
  const code = problem ?? clientProblem ?? (missing ? callerProblems.none : undefined)
  if (code === undefined) return undefined
  if (told.has(record)) return 'told'
  told.add(record)
  const error = { code: String(code), message: String(code) }
  const failed: HandshakeRecord = { ...record, outcome: 'failed', error }
  const address = remote.replace(/:\d+$/, '')
  const whose = typeof partner === 'string' ? { partner } : {}
  const seen = { address, detail: String(code), record: failed, ...whose }
  return { ...unknownCall(seen, context.random), fault: 'caller-certificate-refused' }
}
