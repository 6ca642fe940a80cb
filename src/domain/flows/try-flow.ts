import type { Clock } from '../../base/clock.ts'
import { defined } from '../../base/defined.ts'
import { isHikyakuError, type HikyakuError } from '../../errors/index.ts'
import type { Ledger } from '../exchange/ports.ts'
import { zoneOf } from '../timetable/zone.ts'
import { calendarNamed } from './calendar-named.ts'
import { checkFolder } from './check-folder.ts'
import { parseFolder, parseTimetable } from './flow-schema.ts'
import type { Direction, FlowKind } from './flow.ts'
import { handOverName, patternTrouble, type NameValues } from './hand-over-name.ts'
import { previewOf, type PreviewedSlot } from './preview.ts'
import { timeIn } from './time-in-name.ts'

/** A flow that is being typed: what is not there yet is left out. */
export interface TriedFlow {
  /** Of a flow that there is: its own spread of seconds holds. */
  readonly id?: string
  readonly name?: string
  readonly partner?: string
  readonly direction: Direction
  readonly kind?: FlowKind
  readonly timetable?: unknown
  readonly folder?: unknown
}

/** What a flow would do if it were saved as it is typed. */
export interface FlowTrial {
  readonly runs: readonly PreviewedSlot[]
  /** How the next document would be named in the flow's folder; serials begin at 1. */
  readonly fileName?: string
  /** What is wrong with each part; a part that is wrong says nothing else. */
  readonly troubles: readonly HikyakuError[]
}

interface TrialContext {
  readonly ledger: Ledger
  readonly clock: Clock
}

/** Tries a flow's timetable and folder, each for itself; nothing is kept. */
export async function tryFlow(
  context: TrialContext,
  flow: TriedFlow,
  count: number,
): Promise<FlowTrial> {
  const troubles: HikyakuError[] = []
  const tried = async <T>(part: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await part()
    } catch (error) {
      if (!isHikyakuError(error)) throw error
      troubles.push(error)
      return undefined
    }
  }
  const runs = (await tried(() => runsOf(context, flow, count))) ?? []
  const folder = await tried(() => Promise.resolve(folderIn(flow)))
  if (folder !== undefined) {
    await tried(() => {
      checkFolder(folder)
      return Promise.resolve()
    })
  }
  const fileName = await fileNameOf(context, flow, folder)
  return { runs, ...defined({ fileName }), troubles }
}

async function runsOf(
  { ledger, clock }: TrialContext,
  { id, direction, timetable: typed }: TriedFlow,
  count: number,
): Promise<readonly PreviewedSlot[]> {
  if (typed === undefined) return []
  const timetable = parseTimetable(typed)
  const now = clock.now()
  const today = Math.floor(now.getTime() / 86_400_000)
  const calendar = calendarNamed(timetable.calendar, await ledger.calendars.list(), today)
  // A flow that is not made yet has drawn no seconds.
  const spread = id === undefined ? { spreadSeconds: 0 } : {}
  const flow = { id: id ?? '', direction, timetable: { ...spread, ...timetable } }
  return previewOf(flow, calendar, { after: now, count })
}

type Folder = ReturnType<typeof parseFolder>

function folderIn({ folder }: TriedFlow): Folder | undefined {
  return folder === undefined ? undefined : parseFolder(folder)
}

/** Whatever is wrong with its place, a name can be told. */
async function fileNameOf(
  context: TrialContext,
  flow: TriedFlow,
  folder: Folder | undefined,
): Promise<string | undefined> {
  if (folder?.kind !== 'hand-over' || patternTrouble(folder.name) !== undefined) return undefined
  return handOverName(folder.name, await valuesOf(context, flow))
}

async function valuesOf(
  { ledger, clock }: TrialContext,
  { name = '', partner = '', kind = 'any', timetable }: TriedFlow,
): Promise<NameValues> {
  const known = await ledger.partners.find(partner)
  const { partnerId = '', ownId = '' } = known ?? {}
  const { documentType, formatType } = kind === 'any' ? anyKind : kind
  return {
    ...example,
    ...{ partner, partnerId, flow: name, type: documentType, format: formatType },
    ...timeIn(zoneIn(timetable), clock.now()),
    ...{ sender: partnerId, receiver: ownId },
  }
}

const anyKind = { documentType: 'Order', formatType: 'SecondGenEDI' }

/** The zone that is typed, if there is such a one. */
function zoneIn(timetable: unknown): string | undefined {
  const { zone } = (timetable ?? {}) as { readonly zone?: unknown }
  return typeof zone === 'string' && zoneOf(zone) !== undefined ? zone : undefined
}

/** What only a document can say. */
const example = {
  serial: 1,
  daySerial: 1,
  messageId: '20261201100000.0001@example.jp',
  name: 'order',
  id: 'D-261201-7F3K9Q2M4T',
  extension: '.xml',
}
