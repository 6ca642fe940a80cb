import { isHikyakuError, type HikyakuError } from '../../errors/index.ts'
import { parseFlow } from '../flows/flow-schema.ts'

type Json = Readonly<Record<string, unknown>>

/** Parts of a flow that are checked each by itself. */
const parts = ['timetable', 'folder', 'programs', 'expectations', 'filtered'] as const

/**
 * All that is wrong with a flow whose form is right. Its own check tells the first, so each part
 * is looked at without the others, and each rule and deadline alone.
 */
export function flowFaults(held: Json): readonly HikyakuError[] {
  const flow = Object.fromEntries(Object.entries(held).filter(([name]) => name !== 'hold'))
  const bare = Object.fromEntries(
    Object.entries(flow).filter(([name]) => !parts.some((part) => part === name)),
  )
  const { timetable, expectations } = flow
  const { rules = [], ...times } = (timetable ?? {}) as { rules?: readonly unknown[] }
  const alone = <T>(items: readonly T[], plain: T): readonly (readonly T[])[] =>
    items.map((_, at) => items.map((one, place) => (place === at ? one : plain)))
  const pieces: readonly Json[] = [
    bare,
    ...alone(rules, plainRule).map((one) => ({ ...bare, timetable: { ...times, rules: one } })),
    ...alone((expectations ?? []) as readonly unknown[], plainExpectation).map((one) => ({
      ...bare,
      expectations: one,
    })),
    { ...bare, folder: flow['folder'] },
    { ...bare, filtered: flow['filtered'] },
    { ...bare, programs: flow['programs'], timetable: timetable && plainTimetable },
  ]
  const faults = new Map<string, HikyakuError>()
  for (const piece of pieces) {
    const fault = faultOf(piece)
    if (fault !== undefined) faults.set(JSON.stringify([fault.fault, fault.params]), fault)
  }
  return [...faults.values()]
}

/** What is right, in the place of what is not looked at. */
const plainRule = { days: 'all', at: '00:00' }
const plainTimetable = { rules: [plainRule] }
const plainExpectation = { kind: 'waiting', atMostMinutes: 1 }

function faultOf(flow: Json): HikyakuError | undefined {
  try {
    parseFlow(Object.fromEntries(Object.entries(flow).filter(([, value]) => value !== undefined)))
    return undefined
  } catch (error) {
    if (isHikyakuError(error)) return error
    throw error
  }
}
