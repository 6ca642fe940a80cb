import { useEffect, useSyncExternalStore } from 'react'

/** Forms with changes that were not saved, and a way that was stopped because of them. */
const unsaved = new Set<symbol>()
let stopped: (() => void) | undefined
const listeners = new Set<() => void>()

function announce(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function setStopped(way: (() => void) | undefined): void {
  stopped = way
  announce()
}

/** Goes on if nothing would be lost; else the dialog asks first. */
export function leaveIfSaved(go: () => void): void {
  if (unsaved.size === 0) go()
  else setStopped(go)
}

/** The way that was stopped, for the dialog that asks. */
export function useStoppedWay(): { stopped: boolean; stay: () => void; leave: () => void } {
  const way = useSyncExternalStore(subscribe, () => stopped)
  return {
    stopped: way !== undefined,
    stay: () => setStopped(undefined),
    leave: () => {
      unsaved.clear()
      setStopped(undefined)
      way?.()
    },
  }
}

/** Guards a form: while it is `dirty`, nobody leaves it unasked. */
export function useUnsaved(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return undefined
    const mark = Symbol('form')
    unsaved.add(mark)
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => {
      unsaved.delete(mark)
      removeEventListener('beforeunload', warn)
    }
  }, [dirty])
}

type Navigate = (to: string, options?: { replace?: boolean }) => void

/** The address that the page shows; the browser's own may run ahead when Back is pressed. */
let shown = here()

function here(): string {
  return location.pathname + location.search
}

function move(to: string, replace: boolean): void {
  if (replace) history.replaceState(null, '', to)
  else history.pushState(null, '', to)
  shown = here()
  announce()
}

addEventListener('popstate', () => {
  const wanted = here()
  if (unsaved.size === 0) {
    shown = wanted
    announce()
    return
  }
  history.pushState(null, '', shown)
  setStopped(() => move(wanted, false))
})

const navigate: Navigate = (to, options) => {
  if (to === shown) return
  leaveIfSaved(() => {
    move(to, options?.replace === true)
    if (options?.replace !== true) scrollTo(0, 0)
  })
}

/** The place of the router: it moves only when no form would lose anything, also for Back. */
export function useGuardedLocation(): [string, Navigate] {
  const address = useSyncExternalStore(subscribe, () => shown)
  // The router undoes half of the escapes; `usePathParams` undoes all of them, and once.
  return [address.replace(/\?.*$/u, '').replaceAll('%', '%25'), navigate]
}

/** What stands behind `?`, and how to change it without a new page. */
export function useSearch(): [URLSearchParams, (changes: Record<string, string>) => void] {
  const address = useSyncExternalStore(subscribe, () => shown)
  const search = new URLSearchParams(address.replace(/^[^?]*\??/u, ''))
  const change = (changes: Record<string, string>): void => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(changes)) {
      if (value === '') next.delete(key)
      else next.set(key, value)
    }
    const text = next.toString()
    move(address.replace(/\?.*$/u, '') + (text === '' ? '' : `?${text}`), true)
  }
  return [search, change]
}
