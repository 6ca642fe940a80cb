import { defined } from '../../base/defined.ts'

/** What a list's query says of time and place, as the store asks for it. */
export function periodOf(query: {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly cursor?: string | undefined
}): { from?: Date; to?: Date; before?: string } {
  const { from, to, cursor } = query
  return defined({
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    before: cursor,
  })
}

/** A page of what was found with one more than asked for: the last one's id is the cursor. */
export function pageOf<T extends { readonly id: string }>(
  found: readonly T[],
  limit: number,
): { items: T[]; next?: string } {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return found.length > limit && last !== undefined ? { items, next: last.id } : { items }
}
