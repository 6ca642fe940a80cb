import { useState, useSyncExternalStore } from 'react'

const storageKey = 'hikyaku.desktop-notices'
const listeners = new Set<() => void>()

/** `refused`: the browser was told to show none; `impossible`: it cannot, or not at this address. */
export type DesktopState = 'on' | 'off' | 'refused' | 'impossible'

export function desktopState(
  wanted: boolean,
  permission: NotificationPermission | undefined,
): DesktopState {
  if (permission === undefined) return 'impossible'
  if (permission === 'denied') return 'refused'
  return wanted && permission === 'granted' ? 'on' : 'off'
}

function wanted(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'on'
  } catch {
    return false
  }
}

function remember(on: boolean): void {
  try {
    if (on) localStorage.setItem(storageKey, 'on')
    else localStorage.removeItem(storageKey)
  } catch {
    // Storage is switched off: nothing is remembered, and so nothing is on.
  }
  for (const listener of listeners) listener()
}

/** Absent where a page may not show any, as over plain HTTP from elsewhere. */
function permission(): NotificationPermission | undefined {
  return 'Notification' in globalThis && isSecureContext ? Notification.permission : undefined
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether this browser tells of new faults, and how to change it. */
export function useDesktopChoice(): {
  state: DesktopState
  turnOn: () => void
  turnOff: () => void
} {
  const isWanted = useSyncExternalStore(subscribe, wanted)
  const [asked, setAsked] = useState<NotificationPermission>()
  return {
    state: desktopState(isWanted, asked ?? permission()),
    // Browsers let a page ask only while somebody presses a button.
    turnOn: () => {
      void Notification.requestPermission().then((answer) => {
        setAsked(answer)
        if (answer === 'granted') remember(true)
      })
    },
    turnOff: () => remember(false),
  }
}
