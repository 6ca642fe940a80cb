import { HikyakuError, type FaultName, type FaultParams } from '../../src/errors/index.ts'
import {
  CallFailure,
  type Channel,
  type ConfirmAnswer,
  type DocumentEnvelope,
  type PutAnswer,
  type StationDocument,
} from '../../src/domain/exchange/index.ts'

const facts = { bytesSent: 0, bytesReceived: 0 }

/** What a scripted partner answers to the next call; absent lists answer kindly. */
export interface Script {
  put?: ((document: StationDocument, bytes: Uint8Array) => PutAnswer['kind'] | CallFailure)[]
  get?: (() => Waiting | CallFailure | undefined)[]
  confirm?: ((envelope: DocumentEnvelope) => ConfirmAnswer['kind'] | CallFailure)[]
}

export interface Waiting {
  readonly envelope: DocumentEnvelope
  readonly bytes: Uint8Array
}

/** A partner's server as a list of answers, for the rules above the wire. */
export function scriptedChannel(script: Script): Channel & { readonly calls: string[] } {
  const calls: string[] = []
  return {
    calls,
    warnings: [],
    put: async (document, payload) => {
      calls.push(`put ${document.messageId}`)
      const answer = script.put?.shift()?.(document, await allOf(payload.chunks())) ?? 'accepted'
      if (typeof answer !== 'string') throw answer
      return { kind: answer, facts }
    },
    get: async (_filter, sink) => {
      calls.push('get')
      const answer = script.get?.shift()?.()
      if (answer instanceof CallFailure) throw answer
      if (answer === undefined) return { kind: 'nothing', facts }
      if (answer.bytes.byteLength > 0) await sink.write(answer.bytes)
      return { kind: 'document', envelope: answer.envelope, facts }
    },
    confirm: (envelope) => {
      calls.push(`confirm ${envelope.messageId}`)
      const answer = script.confirm?.shift()?.(envelope) ?? 'confirmed'
      if (typeof answer !== 'string') return Promise.reject(answer)
      return Promise.resolve({ kind: answer, facts })
    },
    close: () => Promise.resolve(),
  }
}

/** A call that fails as the real channel would report it. */
export function failing(
  fault: FaultName,
  outcome: CallFailure['outcome'],
  params: FaultParams = {},
): CallFailure {
  return new CallFailure(
    new HikyakuError(fault, { partner: 'retailer', ...params }),
    outcome,
    facts,
  )
}

/** Everything of a stream as one array. */
export async function allOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}
