import { faultText, HikyakuError, type FaultName, type FaultParams } from '../../errors/index.ts'
import { catalogue } from '../../errors/index.ts'
import {
  beginStanding,
  endStanding,
  factsOf,
  raiseFault,
  type StationDocument,
} from '../exchange/index.ts'
import type { Moved, PickedFile } from './drop-folder.ts'
import { picksUp, type PickUpContext, type PickUpFlow } from './folder-flows.ts'

/**
 * Moves files that were taken to where their documents are by now: `waiting/`, `sent/` or
 * `failed/`. A file that cannot be moved is not taken again: its row tells that it was.
 */
export async function settlePlaces(context: PickUpContext, flow: PickUpFlow): Promise<void> {
  const files = await filesOf(context, flow)
  if (files.length === 0) return
  const flows = (await context.ledger.flows.list()).filter(picksUp)
  const owners = new Set(flows.map(({ id }) => id))
  const first = flows.find(({ folder }) => folder.path === flow.folder.path)?.id
  for (const file of files) {
    // What a removed flow took out of the folder is settled by the first that has the folder now.
    const isOurs = owners.has(file.flowId) ? file.flowId === flow.id : first === flow.id
    if (isOurs) await moveAside(context, flow, file)
  }
}

/** Files on their way that this flow took, or another one out of the same folder. */
export function filesOf(
  { ledger }: Pick<PickUpContext, 'ledger'>,
  { id, folder }: PickUpFlow,
): Promise<readonly PickedFile[]> {
  return ledger.pickedFiles.open({ id, folder: folder.path })
}

/** Moves one file to its place, if it is not there. */
export async function moveAside(
  context: PickUpContext,
  flow: PickUpFlow,
  file: PickedFile,
): Promise<void> {
  const document = await context.ledger.documents.find(file.document)
  if (document === undefined) return
  const goal = goalOf(document, flow)
  if (goal.state === file.state) return
  const moved = await moveTo(context, file, goal)
  const key = `place ${file.document}`
  if (moved === 'locked') {
    await tellLocked(context, flow, { file, document, key })
    return
  }
  await endStanding(context, key)
  const { pickedFiles } = context.ledger
  if (moved === 'missing' || moved === 'changed') {
    if (moved === 'changed') await tellChanged(context, flow, { file, document })
    await pickedFiles.change(file.document, { state: 'lost' })
    return
  }
  await pickedFiles.change(file.document, { state: goal.state, place: moved.place })
  if (goal.isFailed) {
    await context.drops.explain(file.folder, moved.place, await whyOf(context, document))
  }
}

/** Whoever was killed behind a move has not noted it: then the file lies further on its way. */
async function moveTo({ drops }: PickUpContext, file: PickedFile, { below }: Goal): Promise<Moved> {
  const moved = await drops.move(file, below)
  if (moved !== 'missing') return moved
  const place = await drops.find(file, ['waiting', below])
  if (place === undefined) return 'missing'
  return place.startsWith(`${below}/`) ? { place } : drops.move({ ...file, place }, below)
}

interface Goal {
  readonly below: string
  readonly state: 'waiting' | 'placed'
  readonly isFailed: boolean
}

function goalOf({ state, changedAt }: StationDocument, flow: PickUpFlow): Goal {
  const { isSent, isUnfinished } = factsOf(state)
  if (isUnfinished) return { below: 'waiting', state: 'waiting', isFailed: false }
  if (isSent === true) {
    return { below: dayFolder('sent', changedAt, flow), state: 'placed', isFailed: false }
  }
  return { below: dayFolder('failed', changedAt, flow), state: 'placed', isFailed: true }
}

/** `sent/2026-09-24`, by the day of the flow's zone. */
export function dayFolder(
  kind: 'sent' | 'failed',
  at: Date,
  { timetable }: Pick<PickUpFlow, 'timetable'>,
): string {
  const zone = timetable?.zone ?? 'Asia/Tokyo'
  return `${kind}/${at.toLocaleDateString('sv-SE', { timeZone: zone })}`
}

interface Placed {
  readonly file: PickedFile
  readonly document: StationDocument
}

/** Antivirus programs and indexers hold files for seconds: no fault before a minute. */
const patience = 60_000

async function tellLocked(
  context: PickUpContext,
  flow: PickUpFlow,
  { file, document, key }: Placed & { readonly key: string },
): Promise<void> {
  if (context.clock.now().getTime() - document.changedAt.getTime() < patience) return
  if ((await context.ledger.standing.find(key)) !== undefined) return
  const params = { file: file.place, folder: file.folder, document: document.id }
  const error = new HikyakuError('file-not-moved', params)
  await beginStanding(context, { key, partner: flow.partner, documentId: document.id }, error)
}

/**
 * A file that was written to after it was kept: what is to be sent is a part of it only, so a
 * person decides. Another file under its name is a document of its own.
 */
async function tellChanged(
  context: PickUpContext,
  flow: PickUpFlow,
  { file, document }: Placed,
): Promise<void> {
  const looks = await context.drops.look(file.folder)
  const there = looks.find(({ name }) => name === file.place)
  if (file.state === 'kept' && there?.fileId !== file.look.fileId) return
  const { state, id } = document
  return context.ledger.commit(async (tables) => {
    const at = context.clock.now()
    const isUnsent = state === 'waiting' || state === 'not-taken'
    const isHeld = isUnsent && (await tables.documents.change(id, state, { state: 'held', at }))
    const params = { file: file.place, document: id, held: isHeld ? 1 : 0 }
    const error = new HikyakuError('file-changed', params)
    await raiseFault(tables, context, error, { partner: flow.partner, documentId: id })
  })
}

async function whyOf(
  { ledger }: PickUpContext,
  { id, state, faultId }: StationDocument,
): Promise<string> {
  const fault = faultId === undefined ? undefined : await ledger.faults.find(faultId)
  if (fault !== undefined) return textOf(fault.name, fault.params)
  const [ja, en] = factsOf(state).words
  return `${id}: ${ja}\r\n${id}: ${en}\r\n`
}

/** Why a file was refused, in both languages, as it lies beside it. */
export function reasonText({ fault, params }: HikyakuError): string {
  return textOf(fault, params)
}

/** The same of a fault that is on record. */
export function textOf(name: FaultName, params: FaultParams): string {
  const { id } = catalogue[name]
  return (['ja', 'en'] as const)
    .map((language) => {
      const { message, remedy } = faultText(name, params, language)
      return `${id}\r\n${message}\r\n${remedy}\r\n`
    })
    .join('\r\n')
}
