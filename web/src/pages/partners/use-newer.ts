import { useState } from 'react'

/** What a form shows of a partner, and the revision that stands for it. */
export interface Seen<K extends string> {
  /** What is not shown, such as a secret, has something that stands for it. */
  readonly values: Readonly<Record<K, unknown>>
  readonly revision: string
}

export interface Newer<K> {
  /** What is typed here and was changed by somebody else meanwhile. */
  readonly clashes: readonly K[]
  /** Which settings a change is made to. */
  readonly revision: string
  /** The newer settings were looked at: what is typed here may replace them. */
  readonly accept: () => void
  /** Typing begins, or goes on, from what is shown now. */
  readonly begin: () => void
}

/**
 * Tells when somebody else changes what is being typed over. Fields that are not touched
 * here follow the newer settings by themselves, so they are no clash.
 *
 * @param typed the fields that were touched, as they are now
 */
export function useNewer<K extends string>(
  now: Seen<K>,
  typed: Readonly<Partial<Record<K, unknown>>>,
): Newer<K> {
  const [base, setBase] = useState<Seen<K>>()
  const keys = Object.keys(typed) as K[]
  const from = keys.length === 0 ? undefined : base
  const clashes =
    from === undefined || from.revision === now.revision
      ? []
      : keys.filter(
          (key) =>
            isOther(from.values[key], now.values[key]) && isOther(typed[key], now.values[key]),
        )
  return {
    clashes,
    revision: clashes.length > 0 && from !== undefined ? from.revision : now.revision,
    accept: () => setBase(now),
    begin: () => {
      if (from === undefined) setBase(now)
    },
  }
}

function isOther(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}
