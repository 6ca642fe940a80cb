const longest = 100

/** An id for a message that people read: a partner's may be as long as it likes. */
export function brief(id: string): string {
  return id.length > longest ? `${id.slice(0, longest)}…` : id
}
