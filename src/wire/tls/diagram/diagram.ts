import type { WireSide } from '../explanation/evidence.ts'
import type { Text } from '../explanation/explanation.ts'

/**
 * A handshake as a sequence diagram, for whoever draws it: the console and the terminal
 * show the same. Texts are in both languages.
 */
export interface Diagram {
  /** The client, then the server. */
  readonly participants: readonly [Participant, Participant]
  /** From top to bottom. */
  readonly steps: readonly DiagramStep[]
  /** What is to be said below it: the explanation, if the handshake failed. */
  readonly notes: readonly Text[]
}

export interface Participant {
  readonly side: WireSide
  readonly name: Text
  /** Whether it is this station. */
  readonly ours: boolean
}

export interface DiagramStep {
  /** `switch`: one side alone, as it goes over to another version. */
  readonly kind: 'message' | 'alert' | 'switch' | 'trouble' | 'end'
  readonly from: WireSide
  /** The same as `from` for what one side does alone. */
  readonly to: WireSide
  readonly title: Text
  /** Versions and suites offered or picked, names, dates: a line each. */
  readonly details: readonly Text[]
  /** Where its bytes begin in what `from` sent. */
  readonly offset?: number
  /** Milliseconds since the first byte. */
  readonly at: number
  /** `broken`: here it ended. */
  readonly state: 'ok' | 'broken'
}
