import { factsOf, type DocumentState } from '../exchange/document-states.ts'
import type { StationDocument } from '../exchange/document.ts'
import type { Flow, ProgramStep } from '../flows/flow.ts'
import type { ProgramState } from '../flows/program-states.ts'
import type { ClearingCandidate } from './ports.ts'

/** Why a document is not cleared, whatever its age; in the order in which it is asked. */
export const stayReasons = [
  'state',
  'not-handed-over',
  'nobody-has-it',
  'program-open',
  'on-its-way',
  'fault-open',
] as const
export type StayReason = (typeof stayReasons)[number]

/** Programs after which nothing more is done by itself or by a person. */
const settled: readonly ProgramState[] = ['done', 'warning', 'settled']

/** For which states each step is started once per document. */
const stepsOf: Partial<Record<DocumentState, ProgramStep>> = {
  received: 'received',
  delivered: 'sent',
  taken: 'sent',
  refused: 'failed',
}

/**
 * Why a document must stay: its way is not over, nobody has what is in it, a program of it or a
 * file of it is not settled, or somebody has yet to look at a fault of it.
 *
 * @param flow that it belongs to; a removed one does nothing more
 */
export function whyItStays(
  candidate: ClearingCandidate,
  flow: Flow | undefined,
): StayReason | undefined {
  const { document, isPromised, isFileOnItsWay, hasOpenFault } = candidate
  if (factsOf(document.state).isCleared !== true) return 'state'
  if (isOwed(document, flow)) return 'not-handed-over'
  if (isUnseen(candidate)) return 'nobody-has-it'
  if (hasOpenProgram(candidate, flow)) return 'program-open'
  if (isPromised || isFileOnItsWay) return 'on-its-way'
  return hasOpenFault ? 'fault-open' : undefined
}

/** The flow hands over, and has not yet. */
function isOwed({ box, handedOver }: StationDocument, flow: Flow | undefined): boolean {
  return box === 'inbox' && flow?.folder?.kind === 'hand-over' && handedOver === undefined
}

/** Received, and nobody has had it: no folder, no person, no program, also not by a download. */
function isUnseen({ document, programs }: ClearingCandidate): boolean {
  const { box, handedOver, looked, saved } = document
  if (box !== 'inbox') return false
  if ([handedOver, looked, saved].some((had) => had !== undefined)) return false
  return !programs.some(({ step, state }) => step === 'received' && settled.includes(state))
}

function hasOpenProgram(
  { document, programs }: ClearingCandidate,
  flow: Flow | undefined,
): boolean {
  if (programs.some(({ state }) => !settled.includes(state))) return true
  const step = stepsOf[document.state]
  const since = step === undefined ? undefined : flow?.programsSince?.[step]
  if (since === undefined || document.changedAt < since) return false
  if (!(flow?.programs ?? []).some((program) => program.step === step)) return false
  return !programs.some((run) => run.step === step)
}

/** Since when nothing has happened with it: its days count from then. */
export function settledAt({ createdAt, changedAt, handedOver }: StationDocument): Date {
  const times = [createdAt, changedAt, ...(handedOver === undefined ? [] : [handedOver.at])]
  return new Date(Math.max(...times.map((time) => time.getTime())))
}
