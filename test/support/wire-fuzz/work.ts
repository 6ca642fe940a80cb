/** Bytes moved since the start of the program, while they are counted. */
let moved = 0
let counted = false

/** What is replaced while work is counted; the ways in which the readers move bytes. */
type Moving = 'set' | 'slice' | 'copyWithin'

/**
 * How many bytes are copied during some work: a measure of it that is the same on every
 * machine, unlike its time.
 */
export function bytesMovedBy(work: () => void): number {
  if (!counted) count()
  const before = moved
  work()
  return moved - before
}

/** Once for the whole process, as to put it on and off for each input costs more than it. */
function count(): void {
  counted = true
  // Shared by all kinds of arrays of bytes, and of numbers.
  const shared = Object.getPrototypeOf(Uint8Array.prototype) as Record<Moving, Counted>
  const replace = (
    name: Moving,
    bytesOf: (values: readonly unknown[], result: unknown) => number,
  ) => {
    const original = shared[name]
    Object.defineProperty(shared, name, {
      configurable: true,
      writable: true,
      value(this: Uint8Array, ...values: unknown[]): unknown {
        const result = Reflect.apply<Uint8Array, unknown[], unknown>(original, this, values)
        moved += bytesOf(values, result)
        return result
      },
    })
  }
  replace('set', ([from]) => (from as ArrayLike<number>).length)
  replace('slice', (_values, result) => (result as Uint8Array).byteLength)
  replace('copyWithin', ([, start, end]) => (end as number) - (start as number))
}

type Counted = (this: Uint8Array, ...values: unknown[]) => unknown
