import { defined } from '../../../base/defined.ts'
import type { FaultName } from '../../../errors/index.ts'
import { shellWord, type Action } from '../action.ts'
import type { Evidence, WireSide } from './evidence.ts'

/** One text in both languages; `{slots}` stand for what varies. */
export interface Text {
  readonly ja: string
  readonly en: string
}

/** What can be done, and where: each action has its place in the console and its command. */
export interface Remedy extends Text {
  readonly actions?: readonly Action[]
}

/** Actions that depend on the settings of the call; none: there is nothing to change. */
export type ActionsFor = (evidence: Evidence, slots: Slots) => readonly Action[]

/** A remedy of the table; one whose actions all come to nothing is left out. */
export interface RemedyRow extends Text {
  readonly actions?: readonly (Action | ActionsFor)[]
  /** Whether it is of use; always without it. */
  readonly when?: (evidence: Evidence) => boolean
}

/** Values of slots; `xJa` stands for `x` in Japanese. */
export type Slots = Readonly<Record<string, string | number>>

/** Who has to act. */
export type Side = 'partner' | 'operator' | 'network' | 'unknown'

/** One known cause of a failed handshake. The first row that fits is the explanation. */
export interface CauseRow {
  /** Stable name, for tests, tables and other programs. */
  readonly cause: string
  /** What it is reported as where no client certificate is in use; `tls-failed`: no fault of its own. */
  readonly fault: FaultName
  readonly side: Side
  /** The slots of the texts if the evidence shows this cause, else undefined. */
  readonly fits: (evidence: Evidence) => Slots | undefined
  /** One sentence: what happened. */
  readonly summary: Text
  /** What to do now, from the safest to the riskiest. */
  readonly remedies: readonly RemedyRow[]
  /** A ready text for the partner. */
  readonly tell?: Text
  /** Which facts show it, for the evidence that is told. */
  readonly shows: readonly FactPart[]
  /** The fact at which the handshake broke, for the diagram. */
  readonly breaksAt: FactPart | ((evidence: Evidence) => FactPart)
}

/** The parts of the evidence, by what a reader would point at. */
export type FactPart =
  | 'hello'
  | 'server-hello'
  | 'server-chain'
  | 'key-exchange'
  | 'request'
  | 'client-chain'
  | 'own-chain'
  | 'their-alert'
  | 'our-alert'
  | 'not-tls'
  | 'malformed'
  | 'unfinished'
  | 'ended'
  | 'error'

/** One fact that speaks for a cause. */
export interface EvidenceLine extends Text {
  readonly part: FactPart
  /** Who sent the bytes, and where they begin in what it sent; absent: not from the wire. */
  readonly from?: WireSide
  readonly offset?: number
}

/** Why a handshake failed and what to do about it. */
export interface Explanation {
  readonly cause: string
  readonly side: Side
  readonly summary: Text
  /** What on the wire said so. */
  readonly evidence: readonly EvidenceLine[]
  readonly breaksAt: FactPart
  readonly remedies: readonly Remedy[]
  readonly tell?: Text
}

/** A text with its slots filled, in both languages. */
export function filled(text: Text, slots: Slots): Text {
  return { ja: fill(text.ja, slots, 'Ja'), en: fill(text.en, slots, '') }
}

/** The same for what can be done; a name is quoted where it is typed. */
export function filledRemedy({ actions, ...text }: Remedy, slots: Slots): Remedy {
  const words = { ...slots, partner: shellWord(String(slots['partner'])) }
  return {
    ...filled(text, slots),
    ...defined({
      actions: actions?.map((one) => ({ ...one, command: fill(one.command, words, '') })),
    }),
  }
}

function fill(template: string, slots: Slots, suffix: string): string {
  return template.replaceAll(/\{(\w+)\}/g, (slot, name: string) =>
    String(slots[name + suffix] ?? slots[name] ?? slot),
  )
}
