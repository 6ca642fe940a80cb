import { defined } from '../../base/defined.ts'
import { stationId } from '../../base/ids.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Attempt, Fault } from './attempt.ts'
import { brief } from './brief.ts'
import { checkPayload, type CheckedPayload } from './check-payload.ts'
import { beginConfirm } from './confirm-document.ts'
import type { DocumentEnvelope, StationDocument } from './document.ts'
import { raiseFault } from './faults.ts'
import type { GetAnswer, PayloadDraft, Tables } from './ports.ts'
import { recordPayload } from './record-payload.ts'
import type { ReceivedDocument } from './report.ts'
import { isSameDocument } from './same-document.ts'
import { endAttempt, type Run } from './run.ts'

type Delivered = Extract<GetAnswer, { kind: 'document' }>

/** A document that is durable, with the attempt to confirm it already recorded. */
export interface Kept {
  readonly received: ReceivedDocument
  readonly confirm: Attempt
}

/**
 * Keeps what a Get delivered; when it resolves, it may be confirmed.
 *
 * Known with the same content: nothing is stored twice. Known with other content:
 * the second is kept apart, in quarantine. Not to be unpacked, or with fields that are
 * none: quarantined as it came. In each case the bytes are safe, so the queue can go on.
 */
export async function keepReceived(
  run: Run,
  attempt: Attempt,
  answer: Delivered,
  draft: PayloadDraft,
): Promise<Kept> {
  const { context } = run
  const checked = await checkPayload(context, draft, answer.envelope.compressType)
  context.steps.reached('get.payload-synced')
  const document = describe(run, answer.envelope, checked)
  const recording = { draft, id: document.id, published: 'get.payload-published' } as const
  const kept = await recordPayload(context, recording, (tables) =>
    write(run, tables, { attempt, answer, document, checked, payload: draft.inRow }),
  )
  context.steps.reached('get.document-kept')
  if (kept.received.fault !== undefined) run.faults.push(kept.received.fault)
  if (kept.received.document.id !== document.id) await context.payloads.remove(document.id)
  return kept
}

function describe(run: Run, envelope: DocumentEnvelope, checked: CheckedPayload): StationDocument {
  const now = run.context.clock.now()
  return {
    ...envelope,
    id: stationId('D', now, run.context.random),
    box: 'inbox',
    partner: run.partner.name,
    state: 'kept',
    wire: checked.wire,
    ...defined({ content: checked.content }),
    createdAt: now,
    changedAt: now,
  }
}

interface Arrival {
  readonly attempt: Attempt
  readonly answer: Delivered
  readonly document: StationDocument
  readonly checked: CheckedPayload
  /** Its bytes, if they stand in its row. */
  readonly payload: Uint8Array | undefined
}

async function write(run: Run, tables: Tables, arrival: Arrival): Promise<Kept> {
  const received = await store(run, tables, arrival)
  const { kind, facts } = arrival.answer
  await endAttempt(run, tables, arrival.attempt, {
    kind,
    facts,
    documentId: received.document.id,
    messageId: received.document.messageId,
    ...defined({ faultId: received.fault?.id }),
  })
  return { received, confirm: await beginConfirm(run, tables, received.document) }
}

async function store(run: Run, tables: Tables, arrival: Arrival): Promise<ReceivedDocument> {
  const { document, checked, answer, payload } = arrival
  const problem = answer.problem ?? checked.problem
  const known = await tables.documents.findByMessage(document)
  if (known === undefined) {
    const refused = problem === undefined ? undefined : notProcessed(run, document, problem)
    const fault = refused ?? forAnother(run, document)
    if (fault !== undefined) return quarantine(run, tables, arrival, fault)
    await tables.documents.keep(document, payload)
    return { document, outcome: 'received' }
  }
  if (isSameDocument(known, checked)) return { document: known, outcome: 'repeated' }
  const twin = { ...document, twin: checked.wire.sha256 }
  const stored = await tables.documents.findByMessage(twin)
  if (stored !== undefined) return { document: stored, outcome: 'repeated' }
  return quarantine(run, tables, { ...arrival, document: twin }, conflict(run, document))
}

/** A server that gives away another's document has mixed up its mailboxes: not ours to process. */
function forAnother({ partner }: Run, { receiverId }: StationDocument): HikyakuError | undefined {
  if (receiverId === partner.ownId) return undefined
  const params = { partner: partner.name, receiverId: brief(receiverId), ownId: partner.ownId }
  return new HikyakuError('document-for-another', params)
}

async function quarantine(
  run: Run,
  tables: Tables,
  { document, payload }: Pick<Arrival, 'document' | 'payload'>,
  error: HikyakuError,
): Promise<ReceivedDocument> {
  const fault: Fault = await raiseFault(tables, run.context, error, {
    partner: run.partner.name,
    exchangeId: run.exchangeId,
    documentId: document.id,
  })
  const quarantined = { ...document, state: 'quarantined', faultId: fault.id } as const
  await tables.documents.keep(quarantined, payload)
  return { document: quarantined, outcome: 'quarantined', fault }
}

function notProcessed(run: Run, document: StationDocument, problem: HikyakuError): HikyakuError {
  const messageId = brief(document.messageId)
  const partner = run.partner.name
  const detail = problem.text('en').message
  const detailJa = problem.text('ja').message
  return new HikyakuError('document-quarantined', { partner, messageId, detail, detailJa })
}

function conflict(run: Run, { messageId }: StationDocument): HikyakuError {
  const params = { partner: run.partner.name, messageId: brief(messageId) }
  return new HikyakuError('message-id-conflict', params)
}
