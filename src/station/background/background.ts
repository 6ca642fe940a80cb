/** Something that a station does by itself while it is at work. */
export interface BackgroundWork {
  /**
   * Begins it; resolves once its first look is done.
   *
   * @returns what ends it, after what is under way
   */
  begin(): Promise<() => Promise<void>>
}

/** Begins all, or none; gives back what ends them, the last one first. */
export async function beginAll(works: readonly BackgroundWork[]): Promise<() => Promise<void>> {
  const ends: (() => Promise<void>)[] = []
  const endAll = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end()
  }
  try {
    for (const work of works) ends.push(await work.begin())
    return endAll
  } catch (error) {
    await endAll()
    throw error
  }
}
