import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import { brief } from './brief.ts'
import { confirmDocument } from './confirm-document.ts'
import type { StationDocument } from './document.ts'
import { asHikyakuError, raiseFault } from './faults.ts'
import { getDocument, type Filter } from './get-document.ts'
import { refuseHeld, whyHeld } from '../holds/holding.ts'
import { handOverDocument } from './hand-over-document.ts'
import type { ServerPartner } from '../partners/partner.ts'
import type { ExchangeContext } from './ports.ts'
import type { ReceivedDocument, ReceiveReport, RunWatch } from './report.ts'
import { runExchange, withLease, type Run } from './run.ts'
import { settleHandOvers } from './settle-hand-overs.ts'

export interface ReceiveOptions {
  /** 2007 edition: only documents of this kind. */
  readonly filter?: Filter
  /** Most documents in this run. */
  readonly max?: number
  /** Folder into which received documents are written, unpacked. */
  readonly into?: string
  readonly watch?: RunWatch
}

/**
 * Receives from a partner until nothing is waiting: Get, keep, Confirm, one at a time.
 *
 * A document is confirmed only after it is durable: a crash between the two makes
 * the partner offer it again, and it is recognised. The opposite order would lose it.
 *
 * @throws HikyakuError partner-on-hold, partner-busy, certificate-unknown; sync-failed,
 * database-failed
 */
export async function receiveDocuments(
  context: ExchangeContext,
  partner: ServerPartner,
  options: ReceiveOptions = {},
): Promise<ReceiveReport> {
  await refuseHeld(context, partner.name)
  return withLease(context, 'receive', partner.name, async () => {
    const documents: ReceivedDocument[] = []
    const { watch = {}, into } = options
    const ended = await runExchange(context, partner, { kind: 'receive', watch }, async (run) => {
      const failure = (await confirmLeftOver(run)) ?? (await collect(run, options, documents))
      const notWritten = into === undefined ? undefined : await handOverAll(run, into, documents)
      return failure ?? notWritten
    })
    return {
      exchangeId: ended.exchangeId,
      outcome: ended.outcome,
      documents,
      faults: ended.faults,
      ...defined({ failure: ended.failure }),
    }
  })
}

/** Documents that a crash left kept but not confirmed: told first, so that none is stuck. */
async function confirmLeftOver(run: Run): Promise<HikyakuError | undefined> {
  const left = await run.context.ledger.documents.search({
    box: 'inbox',
    partner: run.partner.name,
    state: 'kept',
  })
  for (const document of left.toReversed()) {
    const failure = await confirmDocument(run, document)
    if (failure !== undefined && failure.fault !== 'confirm-unknown') return failure
  }
  return undefined
}

async function collect(
  run: Run,
  { filter, max = Infinity }: ReceiveOptions,
  documents: ReceivedDocument[],
): Promise<HikyakuError | undefined> {
  const confirmed = new Set<string>()
  while (documents.length < max) {
    if (run.watch.signal?.aborted === true) {
      return new HikyakuError('interrupted', { partner: run.partner.name })
    }
    const held = documents.length === 0 ? undefined : await whyHeld(run.context, run.partner.name)
    if (held !== undefined) return held
    const got = await getDocument(run, filter)
    if (got.kind === 'nothing') return undefined
    if (got.kind === 'failed') return got.failure
    const { received, confirm } = got.kept
    const failure = await confirmDocument(run, received.document, confirm)
    if (failure !== undefined) {
      documents.push(received)
      return failure
    }
    // A server that does not record our Confirm would make this loop endless.
    if (confirmed.has(received.document.id)) return offeredAgain(run, received.document)
    confirmed.add(received.document.id)
    documents.push(received)
    run.documents += 1
  }
  return undefined
}

async function offeredAgain(run: Run, document: StationDocument): Promise<HikyakuError> {
  const error = new HikyakuError('same-document-again', {
    partner: run.partner.name,
    messageId: brief(document.messageId),
  })
  const place = {
    partner: run.partner.name,
    exchangeId: run.exchangeId,
    documentId: document.id,
  }
  run.faults.push(await raiseFault(run.context.ledger, run.context, error, place))
  return error
}

/** Writes out all that is in the inbox from this partner and was not written yet. */
async function handOverAll(
  run: Run,
  directory: string,
  documents: ReceivedDocument[],
): Promise<HikyakuError | undefined> {
  const { promises } = run.context.ledger
  let doubt: HikyakuError | undefined
  const foldered = await flowsWithFolder(run)
  const isOurs = ({ partner, flowId }: StationDocument): boolean =>
    partner === run.partner.name && !(flowId !== undefined && foldered.has(flowId))
  const { given, faults } = await settleHandOvers(run.context, isOurs)
  run.faults.push(...faults)
  for (const { document: id, path } of given) {
    const document = await run.context.ledger.documents.find(id)
    if (document?.partner === run.partner.name) noteWritten(documents, document, path)
  }
  const waiting = await run.context.ledger.documents.search({
    box: 'inbox',
    partner: run.partner.name,
    notHandedOver: true,
  })
  for (const document of waiting.toReversed()) {
    if (document.state === 'quarantined' || !isOurs(document)) continue
    const promised = await promises.find(document.id)
    if (promised !== undefined) {
      // Whether it is there is not known: told each time, and not given again.
      const params = { document: document.id, file: promised.path }
      if (promised.holder !== 'other') doubt = new HikyakuError('hand-over-in-doubt', params)
      continue
    }
    try {
      noteWritten(documents, document, await handOverDocument(run.context, document, directory))
    } catch (cause) {
      const error = asHikyakuError(cause)
      const place = { partner: run.partner.name, exchangeId: run.exchangeId }
      const fault = await raiseFault(run.context.ledger, run.context, error, {
        ...place,
        documentId: document.id,
      })
      run.faults.push(fault)
      // One damaged payload must not keep back the others; a full folder stops them all.
      if (error.fault !== 'payload-damaged') return error
    }
  }
  return doubt
}

/** What belongs to them goes into their own folders. */
async function flowsWithFolder({ context, partner }: Run): Promise<ReadonlySet<string>> {
  const flows = await context.ledger.flows.list()
  const own = flows.filter((flow) => flow.partner === partner.name && flow.folder !== undefined)
  return new Set(own.map(({ id }) => id))
}

function noteWritten(
  documents: ReceivedDocument[],
  document: StationDocument,
  writtenTo: string,
): void {
  const at = documents.findIndex((one) => one.document.id === document.id)
  const known = documents[at]
  if (known === undefined) documents.push({ document, outcome: 'repeated', writtenTo })
  else documents[at] = { ...known, writtenTo }
}
