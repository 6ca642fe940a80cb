import type { FlowFolder } from './flow-parts.ts'
import { filledIn, numberOf, unseenIn } from './typed.ts'

/** A flow's folder as it is typed, for either direction. */
export interface FolderDraft {
  readonly path: string
  /** Made if there is none; asked anew each time. */
  readonly make: boolean
  readonly marker: boolean
  readonly name: string
  readonly exists: string
  readonly waitLimitMinutes: string
  readonly doneFile: string
  readonly mode: string
  readonly whole: string
  readonly trigger: string
  readonly looks: string
  readonly lookEverySeconds: string
  readonly when: string
  readonly settleSeconds: string
  readonly sameBytes: string
  readonly order: string
  readonly unseen: Readonly<Record<string, unknown>>
}

export const existsWays = ['number', 'wait'] as const
export const wholeWays = ['stable', 'rename', 'trigger'] as const
export const whenWays = ['at-run', 'at-once'] as const
export const sameBytesWays = ['hold', 'send', 'refuse'] as const
export const orders = ['time', 'name'] as const

type Direction = 'receive' | 'send'

const standard: FolderDraft = {
  path: '',
  make: false,
  marker: false,
  name: '',
  exists: 'number',
  waitLimitMinutes: '60',
  doneFile: '',
  mode: '',
  whole: 'stable',
  trigger: '.end',
  looks: '3',
  lookEverySeconds: '2',
  when: 'at-run',
  settleSeconds: '120',
  sameBytes: 'hold',
  order: 'time',
  unseen: {},
}

export function newFolder(direction: Direction): FolderDraft {
  return { ...standard, name: direction === 'receive' ? '{type}_{id}{ext}' : '*' }
}

export function folderDraftOf(folder: FlowFolder): FolderDraft {
  const shown = Object.entries(folder).filter(([key]) => key in standard)
  // Numbers are typed as texts.
  const texts = shown.map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'number' ? String(value) : value,
  ])
  return {
    ...standard,
    ...(Object.fromEntries(texts) as Partial<FolderDraft>),
    unseen: unseenIn(folder, ['kind', ...Object.keys(standard)]),
  }
}

/** As the station takes it. */
export function folderOf(draft: FolderDraft, direction: Direction): Record<string, unknown> {
  const { path, marker, name } = draft
  const common = { ...draft.unseen, path: path.trim(), marker, name: name.trim() }
  return direction === 'receive'
    ? { kind: 'hand-over', ...common, ...handOverOf(draft) }
    : { kind: 'pick-up', ...common, ...pickUpOf(draft) }
}

function handOverOf(draft: FolderDraft): Record<string, unknown> {
  const { exists, doneFile, mode } = draft
  return filledIn({
    exists,
    waitLimitMinutes: exists === 'wait' ? numberOf(draft.waitLimitMinutes) : undefined,
    doneFile: doneFile.trim(),
    mode: mode.trim(),
  })
}

function pickUpOf(draft: FolderDraft): Record<string, unknown> {
  const { whole, when, sameBytes, order } = draft
  const isWatched = whole === 'stable'
  return {
    ...filledIn({
      ...{ whole, when, sameBytes, order },
      looks: isWatched ? numberOf(draft.looks) : undefined,
      lookEverySeconds: isWatched ? numberOf(draft.lookEverySeconds) : undefined,
      settleSeconds: numberOf(draft.settleSeconds),
    }),
    ...(whole === 'trigger' ? { trigger: draft.trigger.trim() } : {}),
  }
}

/** To be tried: how files are named can be said before it is known where they go. */
export function triedFolder(draft: FolderDraft, direction: Direction): Record<string, unknown> {
  return folderOf(draft.path.trim() === '' ? { ...draft, path: '/' } : draft, direction)
}

/** A file that a pattern of names takes: `*.xml` takes `ORDER-1.xml`. */
export function takenName(pattern: string): string {
  return pattern.trim().replaceAll('*', 'ORDER-1').replaceAll('?', '1')
}
