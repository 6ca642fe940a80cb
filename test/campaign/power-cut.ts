import { existsSync, readFileSync, renameSync, truncateSync } from 'node:fs'

/**
 * One thing a process did to its files, as the recording disk logs it.
 *
 * A kill -9 leaves the machine's memory alone, so on its own it proves nothing about
 * fsync. The log lets the campaign take back, after the kill, what a power cut could
 * take: bytes never fsynced, and renames whose directory never was.
 */
export type DiskEvent =
  | { readonly kind: 'written'; readonly path: string }
  | { readonly kind: 'synced'; readonly path: string }
  | { readonly kind: 'named'; readonly from: string; readonly path: string }
  | {
      readonly kind: 'directory-synced'
      readonly path: string
      /** Events logged when the fsync began: later ones it does not cover. */
      readonly before: number
    }
  | { readonly kind: 'removed'; readonly path: string }

/** What the cut took, for the report of a failing run. */
export interface PowerCut {
  readonly emptied: readonly string[]
  readonly unnamed: readonly string[]
}

interface Pending {
  /** Files with bytes that were never fsynced. */
  readonly unsynced: Set<string>
  /** Renames whose directory was not fsynced since, oldest first. */
  readonly unnamed: { from: string; path: string; at: number }[]
}

/** Takes back what was not durable at the moment of the kill. */
export function cutPower(logFile: string): PowerCut {
  const pending: Pending = { unsynced: new Set(), unnamed: [] }
  for (const [at, event] of eventsOf(logFile).entries()) follow(pending, event, at)
  const emptied = [...pending.unsynced].filter((path) => existsSync(path))
  for (const path of emptied) truncateSync(path, 0)
  const unnamed = pending.unnamed.filter(({ path }) => existsSync(path))
  for (const { from, path } of unnamed.toReversed()) renameSync(path, from)
  return { emptied, unnamed: unnamed.map(({ path }) => path) }
}

function eventsOf(logFile: string): DiskEvent[] {
  if (!existsSync(logFile)) return []
  return readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DiskEvent)
}

function follow({ unsynced, unnamed }: Pending, event: DiskEvent, now: number): void {
  switch (event.kind) {
    case 'written':
      unsynced.add(event.path)
      break
    case 'synced':
      unsynced.delete(event.path)
      break
    case 'named':
      if (unsynced.delete(event.from)) unsynced.add(event.path)
      unnamed.push({ from: event.from, path: event.path, at: now })
      break
    case 'directory-synced':
      for (let at = unnamed.length - 1; at >= 0; at -= 1) {
        const named = unnamed[at]
        if (named === undefined || named.at >= event.before) continue
        if (directoryOf(named.path) === event.path) unnamed.splice(at, 1)
      }
      break
    case 'removed':
      unsynced.delete(event.path)
      break
  }
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')))
}
