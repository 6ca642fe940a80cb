import type { PickUpFolder } from './flow.ts'

/** A file in an operator's folder, as one look sees it. Times in milliseconds. */
export interface FileLook {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly bytes: number
  readonly changedAt: number
  /** The file system's own number, so that another file of that name is told apart. */
  readonly fileId: string
}

/** How long a file has looked the same, counted from when this process first saw it. */
export interface Watched {
  readonly look: FileLook
  readonly firstSeen: number
  readonly lastChanged: number
  readonly lastCounted: number
  /** Looks in a row at which nothing had changed. */
  readonly steadyLooks: number
}

/** What writers call files that are not finished, and what is no document at all. */
const unfinished =
  /^[.]|^~\$|\.(?:tmp|part|partial|filepart|crdownload|swp)$|^(?:thumbs\.db|desktop\.ini)$/i

/** Never taken, whatever the flow's own pattern says. */
export function isNeverTaken({ name, kind }: FileLook): boolean {
  return kind !== 'file' || unfinished.test(name)
}

/** Whether a name fits a pattern of `*` and `?`; case does not count. */
export function fitsPattern(name: string, pattern: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'isu').test(name)
}

/** A look may come this much sooner than it should and count: no clock is so exact. */
const lookSlack = 0.8

/**
 * Notes one more look at a file.
 *
 * @param every milliseconds between looks that count: those of a folder that has much to take
 *   come sooner, and would not see that a slow writer goes on.
 */
export function watched(
  before: Watched | undefined,
  look: FileLook,
  now: number,
  every = 0,
): Watched {
  const anew = { look, firstSeen: before?.firstSeen ?? now, lastChanged: now, lastCounted: now }
  // A clock that was set back says nothing of how long it has been.
  if (before === undefined || !sameLook(before.look, look) || now < before.lastCounted) {
    return { ...anew, steadyLooks: 1 }
  }
  if (now - before.lastCounted < every * lookSlack) return { ...before, look }
  return { ...before, look, lastCounted: now, steadyLooks: before.steadyLooks + 1 }
}

/** The same file with the same size and time: nobody has written meanwhile. */
export function sameLook(one: FileLook, other: FileLook): boolean {
  return (
    one.bytes === other.bytes && one.changedAt === other.changedAt && one.fileId === other.fileId
  )
}

export type Wholeness = 'whole' | 'growing' | 'empty' | 'no-trigger'

/** A file of 0 bytes is given so long to be filled. */
const emptyFor = 60_000
/** A trigger may be this much older than its data: clocks of network drives are coarse. */
const triggerSlack = 2_000

/**
 * Whether a file is whole and may be taken. Its own date decides nothing: copied files keep
 * old dates, and clocks of writers are wrong.
 *
 * @param trigger the look at its trigger file, if there is one.
 */
export function wholeness(
  folder: Pick<PickUpFolder, 'whole' | 'looks'>,
  { file, trigger, now }: { file: Watched; trigger?: FileLook | undefined; now: number },
): Wholeness {
  const { look, lastChanged, steadyLooks } = file
  // Of a writer that has opened its file and written nothing yet.
  if (look.bytes === 0 && folder.whole !== 'trigger') {
    if (folder.whole === 'rename') return 'empty'
    return now - lastChanged >= emptyFor ? 'empty' : 'growing'
  }
  switch (folder.whole) {
    case 'rename':
      return 'whole'
    case 'trigger':
      if (trigger === undefined) return 'no-trigger'
      if (trigger.changedAt + triggerSlack < look.changedAt) return 'no-trigger'
      return look.bytes === 0 ? 'empty' : 'whole'
    case 'stable':
      return steadyLooks >= folder.looks ? 'whole' : 'growing'
  }
}

/** The names under which a trigger for this file may lie: for itself, or for the folder. */
export function triggerNames(name: string, ending: string): readonly string[] {
  return [`${name}${ending}`, ending.slice(1).toUpperCase()]
}

/** A file's place among those to be taken: oldest first, or by name. */
export function inOrder(
  order: PickUpFolder['order'],
): (
  one: Pick<FileLook, 'name' | 'changedAt'>,
  other: Pick<FileLook, 'name' | 'changedAt'>,
) => number {
  const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
  return (one, other) =>
    (order === 'time' ? one.changedAt - other.changedAt : 0) || byName(one.name, other.name)
}
