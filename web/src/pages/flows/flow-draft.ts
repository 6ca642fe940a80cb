import type { BodyOf, FlowView } from '../../../../src/entry/api/contract.ts'
import { expectationDraftOf, expectationOf, type ExpectationDraft } from './draft-expectations.ts'
import { folderDraftOf, folderOf, type FolderDraft } from './draft-folder.ts'
import { programDraftOf, programOf, type ProgramDraft } from './draft-programs.ts'
import { timetableDraftOf, timetableOf, type TimetableDraft } from './draft-timetable.ts'
import { partsOf } from './flow-parts.ts'
import { numberOf, textOfNumber } from './typed.ts'

/** Name, kind and what else stands beside the four parts. */
export interface BasicDraft {
  readonly name: string
  /** Empty: any kind. */
  readonly documentType: string
  /** Empty: that of the partner. */
  readonly formatType: string
  readonly filtered: boolean
  readonly keepDays: string
  readonly note: string
}

/** A flow as it is typed; an absent part is not used. */
export interface FlowDraft {
  readonly basic: BasicDraft
  readonly timetable: TimetableDraft | undefined
  readonly folder: FolderDraft | undefined
  readonly programs: readonly ProgramDraft[]
  readonly expectations: readonly ExpectationDraft[]
}
export type PartName = keyof FlowDraft

/** What of a flow stays what it is. */
export interface FlowPlace {
  readonly partner: string
  readonly direction: 'receive' | 'send'
}

export const newBasic: BasicDraft = {
  name: '',
  documentType: '',
  formatType: '',
  filtered: false,
  keepDays: '',
  note: '',
}

const usualFormat = 'SecondGenEDI'

export function draftOf(flow: FlowView): FlowDraft {
  const { timetable, folder, programs = [], expectations = [], ...rest } = partsOf(flow)
  const kind = flow.kind === 'any' ? { documentType: '', formatType: '' } : flow.kind
  return {
    basic: {
      name: flow.name,
      ...kind,
      filtered: rest.filtered ?? false,
      keepDays: textOfNumber(rest.keepDays),
      note: rest.note ?? '',
    },
    timetable: timetable && timetableDraftOf(timetable),
    folder: folder && folderDraftOf(folder),
    programs: programs.map(programDraftOf),
    expectations: expectations.map(expectationDraftOf),
  }
}

type Settings = Readonly<Record<string, unknown>>

/** What each part says of the settings; undefined: it is not used. */
const partOf: {
  readonly [P in PartName]: (draft: FlowDraft[P], place: FlowPlace, format: string) => Settings
} = {
  basic: (draft, _, format) => {
    const documentType = draft.documentType.trim()
    const formatType = draft.formatType.trim() || format
    const isAny = documentType === ''
    return {
      name: draft.name.trim(),
      kind: isAny ? 'any' : { formatType, documentType },
      filtered: draft.filtered && !isAny ? true : undefined,
      keepDays: numberOf(draft.keepDays),
      note: draft.note.trim() === '' ? undefined : draft.note.trim(),
    }
  },
  timetable: (draft) => ({ timetable: draft && timetableOf(draft) }),
  folder: (draft, { direction }) => ({
    folder: draft && folderOf(draft, direction),
    makeFolder: draft?.make === true ? true : undefined,
  }),
  programs: (draft) => ({ programs: draft.length === 0 ? undefined : draft.map(programOf) }),
  expectations: (draft) => ({
    expectations: draft.length === 0 ? undefined : draft.map(expectationOf),
  }),
}

function set(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

/** A flow that is to be made. */
export function additionOf(
  draft: FlowDraft,
  place: FlowPlace,
  format = usualFormat,
): BodyOf<'flows.add'> {
  const parts = (Object.keys(partOf) as PartName[]).map((part) =>
    changeOf(part, draft[part], place, format),
  )
  const all = parts.flatMap((part) => Object.entries(part))
  return set({ ...place, ...Object.fromEntries(all) }) as BodyOf<'flows.add'>
}

function changeOf<P extends PartName>(
  part: P,
  draft: FlowDraft[P],
  place: FlowPlace,
  format: string,
): Settings {
  return partOf[part](draft, place, format)
}

/** The flow with one part as it is typed; all else stays as it is. */
export function changedPart<P extends PartName>(
  flow: FlowView,
  part: P,
  draft: FlowDraft[P],
  format = usualFormat,
): BodyOf<'flows.change'> {
  return set({ ...flow, ...changeOf(part, draft, flow, format) }) as BodyOf<'flows.change'>
}
