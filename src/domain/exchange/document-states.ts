import type { Box } from './boxes.ts'

/** What people call a state: 日本語, English. */
type Words = readonly [ja: string, en: string]

/** What a person can do with a document whose way is not over. */
export const deeds = ['cancel', 'hold', 'release'] as const
export type Deed = (typeof deeds)[number]

interface StateFacts {
  /** Where a document can be in it. */
  readonly boxes: readonly Box[]
  readonly words: Words
  /** How it is marked where it is shown. */
  readonly mark: 'waiting' | 'done' | 'warning' | 'fault'
  /** Its way is not over: its partner cannot be removed. */
  readonly isUnfinished: boolean
  /** Somebody should look after it: counted among 取り残し, under this short name. */
  readonly left?: Words
  /** The partner has it, by our doing. */
  readonly isSent?: true
  /** What can be done to withdraw it, or to let it go on. */
  readonly deeds?: readonly Deed[]
  /** Where `retake` puts it back to. */
  readonly backTo?: string
  /** Its way is over and nothing is left to do: it is cleared (整理) when it is old enough. */
  readonly isCleared?: true
}

/**
 * The states of a document: all that depends on a state reads it here.
 *
 * inbox: `kept` (durable, the partner not yet told) → `received` (told); `quarantined`.
 * outbox: `waiting` → `delivered` | `refused`, and back by retake.
 * mailbox: `not-taken` → `taken`, and back by retake; `quarantined` if its bytes are damaged.
 * both: `held` by a person, and back by release; `cancelled` for good.
 */
export const stateFacts = {
  kept: {
    boxes: ['inbox'],
    words: ['受信（受信確認待ち）', 'kept, not confirmed'],
    mark: 'waiting',
    isUnfinished: true,
    left: ['受信確認待ち', 'unconfirmed'],
  },
  received: {
    boxes: ['inbox'],
    words: ['受信済み', 'received'],
    mark: 'done',
    isUnfinished: false,
    isCleared: true,
  },
  quarantined: {
    boxes: ['inbox', 'mailbox'],
    words: ['隔離', 'quarantined'],
    mark: 'warning',
    isUnfinished: false,
    left: ['隔離', 'quarantined'],
  },
  waiting: {
    boxes: ['outbox'],
    words: ['送信待ち', 'waiting'],
    mark: 'waiting',
    isUnfinished: true,
    left: ['未送信', 'waiting'],
    deeds: ['hold', 'cancel'],
  },
  delivered: {
    boxes: ['outbox'],
    words: ['送信済み', 'delivered'],
    mark: 'done',
    isUnfinished: false,
    isSent: true,
    isCleared: true,
  },
  refused: {
    boxes: ['outbox'],
    words: ['拒否', 'refused'],
    mark: 'fault',
    isUnfinished: false,
    left: ['拒否', 'refused'],
    backTo: 'waiting',
    isCleared: true,
  },
  'not-taken': {
    boxes: ['mailbox'],
    words: ['未取得', 'not taken'],
    mark: 'waiting',
    isUnfinished: true,
    left: ['未取得', 'not taken'],
    deeds: ['hold', 'cancel'],
  },
  taken: {
    boxes: ['mailbox'],
    words: ['取得済み', 'taken'],
    mark: 'done',
    isUnfinished: false,
    isSent: true,
    backTo: 'not-taken',
    isCleared: true,
  },
  held: {
    boxes: ['outbox', 'mailbox'],
    words: ['保留', 'held'],
    mark: 'warning',
    isUnfinished: true,
    left: ['保留', 'held'],
    deeds: ['release', 'cancel'],
  },
  cancelled: {
    boxes: ['outbox', 'mailbox'],
    words: ['取り消し', 'cancelled'],
    mark: 'done',
    isUnfinished: false,
    isCleared: true,
  },
} as const satisfies Readonly<Record<string, StateFacts>>

export type DocumentState = keyof typeof stateFacts

/** In which state a document begins that is to go out. */
export const firstStates = {
  outbox: 'waiting',
  mailbox: 'not-taken',
} as const satisfies Partial<Record<Box, DocumentState>>

export const documentStates = Object.keys(stateFacts) as readonly DocumentState[] as readonly [
  DocumentState,
  ...DocumentState[],
]

/** What is said of a state. */
export function factsOf(state: DocumentState): StateFacts & { readonly backTo?: DocumentState } {
  return stateFacts[state]
}

/** The states of which something is so, in the table's order. */
export function statesThat(
  is: (facts: StateFacts, state: DocumentState) => boolean,
): readonly DocumentState[] {
  return documentStates.filter((state) => is(stateFacts[state], state))
}

/** The states that documents of a box have. */
export function statesIn(box: Box): readonly DocumentState[] {
  return statesThat(({ boxes }) => boxes.includes(box))
}

/** The words of all states in a language, under `state.…`. */
export function stateWords(
  language: 'ja' | 'en',
): Readonly<Record<`state.${DocumentState}`, string>> {
  const at = language === 'ja' ? 0 : 1
  return Object.fromEntries(
    documentStates.map((state) => [`state.${state}`, stateFacts[state].words[at]]),
  ) as Readonly<Record<`state.${DocumentState}`, string>>
}
