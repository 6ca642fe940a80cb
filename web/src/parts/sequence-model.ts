/** One step of a handshake, in the words of the reader. */
export interface SequenceStep {
  readonly id: string
  /** A message to the other side, or what one side did by itself. */
  readonly kind: 'message' | 'act'
  readonly from: 'client' | 'server'
  readonly title: string
  /** What of it matters, short. */
  readonly lines: readonly string[]
  readonly mood: 'plain' | 'good' | 'bad'
  readonly facts: readonly { readonly name: string; readonly values: readonly string[] }[]
}

export interface SequenceModel {
  readonly client: { readonly name: string; readonly note: string }
  readonly server: { readonly name: string; readonly note: string }
  readonly steps: readonly SequenceStep[]
}
