const longest = 200

/** A name as a person can read it; what others send may be as long as a book. */
export function clipped(name: string): string {
  return name.length > longest ? `${name.slice(0, longest)}…` : name
}
