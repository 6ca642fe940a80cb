import { HikyakuError } from '../../errors/index.ts'
import {
  asHikyakuError,
  beginStanding,
  endStanding,
  giveDocument,
  settleHandOvers,
  type ExchangeContext,
  type StationDocument,
} from '../exchange/index.ts'
import { folderLease, type HandOverFlow } from './folder-flows.ts'
import { nameForDocument } from './hand-over-names.ts'

/** What one round came to. */
export interface HandOverRound {
  readonly given: number
  /** Documents that wait still. */
  readonly waiting: number
  /** Why the folder took no more, if it did not. */
  readonly failure?: HikyakuError
}

const nothing: HandOverRound = { given: 0, waiting: 0 }

/**
 * Puts what a flow received and nobody was given into its folder, oldest first, each under
 * its own name and once, whatever ends in between (ADR 42). A folder that cannot be used is one
 * standing fault and keeps the documents waiting in order; a document that is damaged is set
 * aside, and the next goes on.
 */
export async function handOverFlow(
  context: ExchangeContext,
  flow: HandOverFlow,
): Promise<HandOverRound> {
  if (flow.hold !== undefined) return nothing
  const lease = await context.ledger.lease(folderLease(flow))
  if ('heldBy' in lease) return nothing
  try {
    return await underLease(context, flow)
  } finally {
    await lease.release()
  }
}

async function underLease(context: ExchangeContext, flow: HandOverFlow): Promise<HandOverRound> {
  const { ledger } = context
  const due = await ledger.documents.toHandOver(flow.id, mostAtOnce)
  const own = await ledger.promises.list()
  if (due.length === 0 && own.length === 0) return nothing
  // Those of other flows are theirs: all rounds run at once, and a flow may be on hold.
  await settleHandOvers(context, (document) => document.flowId === flow.id, 'ours')
  let given = 0
  try {
    await context.handOver.inspect(flow.folder.path, flow.folder.marker)
    const most = mostAtOnce + (await setAside(context))
    for (const document of await ledger.documents.toHandOver(flow.id, most)) {
      const outcome = await giveOne(context, flow, document)
      if (outcome === 'given') given += 1
      // A fixed name that was not taken yet: those after it keep their places.
      if (outcome === 'name-taken') break
    }
    await endStanding(context, folderKey(flow))
  } catch (cause) {
    const failure = folderFailure(flow, asHikyakuError(cause))
    await beginStanding(context, { key: folderKey(flow), partner: flow.partner }, failure)
    return { given, waiting: due.length - given, failure }
  }
  return { given, waiting: due.length - given }
}

/** So many in one round: a hold, or a change of the settings, is seen after them. */
const mostAtOnce = 100

/** At least as many as stand before those that can be given. */
async function setAside({ ledger }: ExchangeContext): Promise<number> {
  const told = (await ledger.standing.keys()).filter((key) => key.startsWith('document '))
  return told.length + (await ledger.promises.list()).length
}

const folderKey = ({ folder }: HandOverFlow): string => `folder ${folder.path}`

function folderFailure({ folder }: HandOverFlow, error: HikyakuError): HikyakuError {
  if (error.fault !== 'hand-over-failed') return error
  const { detail = '', detailJa = detail } = error.params
  const params = { folder: folder.path, detail, detailJa }
  return new HikyakuError('folder-unreachable', params, { cause: error })
}

type Outcome = 'given' | 'name-taken' | 'set-aside'

async function giveOne(
  context: ExchangeContext,
  flow: HandOverFlow,
  document: StationDocument,
): Promise<Outcome> {
  const { ledger } = context
  // It is not known whether it lies there: a person was told.
  if ((await ledger.promises.find(document.id)) !== undefined) return 'set-aside'
  const key = `document ${document.id}`
  if ((await ledger.standing.find(key)) !== undefined) return 'set-aside'
  try {
    const path = await giveDocument(context, document, (extension) =>
      nameForDocument(context, flow, { document, extension }),
    )
    return path === undefined ? await waits(context, flow, document) : await placed(context, flow)
  } catch (cause) {
    const error = asHikyakuError(cause)
    if (error.fault !== 'payload-damaged' && error.entry.side !== 'partner') throw error
    const place = { key, partner: flow.partner, documentId: document.id }
    await beginStanding(context, place, error)
    return 'set-aside'
  }
}

const waitKey = ({ id }: HandOverFlow): string => `waits ${id}`
const minute = 60_000

async function placed(context: ExchangeContext, flow: HandOverFlow): Promise<Outcome> {
  if (flow.folder.exists === 'wait') await endStanding(context, waitKey(flow))
  return 'given'
}

/** The reader has not taken the earlier file of that name. */
async function waits(
  context: ExchangeContext,
  flow: HandOverFlow,
  { id, createdAt }: StationDocument,
): Promise<Outcome> {
  const minutes = flow.folder.waitLimitMinutes
  if (context.clock.now().getTime() - createdAt.getTime() > minutes * minute) {
    const params = { flow: flow.name, folder: flow.folder.path, minutes }
    const place = { key: waitKey(flow), partner: flow.partner, documentId: id }
    if ((await context.ledger.standing.find(place.key)) === undefined) {
      await beginStanding(context, place, new HikyakuError('waits-too-long', params))
    }
  }
  return 'name-taken'
}
