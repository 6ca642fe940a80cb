import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { systemClock, type Clock } from '../../../base/clock.ts'
import { defined } from '../../../base/defined.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { diskFailure } from '../files/disk-failure.ts'
import { networkFileSystem } from './file-system.ts'

/** A host as it says of itself: one kernel from one start of its machine to the next. */
export interface Host {
  readonly name: string
  /** Its machine, where the system has a number for it. */
  readonly machine?: string
  /** The start of the machine; containers of one kernel share it, as they share its locks. */
  readonly boot: string
}

/** Whether a home lies where other hosts may reach it, and who asks. */
export interface Network {
  /** The name of the file system of a network on which a folder lies. */
  kindOf(folder: string): string | undefined
  readonly host: Host | undefined
}

/** As the system says. */
export const systemNetwork: Network = {
  kindOf: (folder) => networkFileSystem(folder),
  get host() {
    const boot = textOf('/proc/sys/kernel/random/boot_id')
    if (boot === undefined) return undefined
    const machine = textOf('/etc/machine-id')
    return { name: hostname(), boot, ...defined({ machine }) }
  },
}

/**
 * Notes of the hosts at work in a home on a file system of a network, where no lock holds
 * between them (ADR 41). On a file system of this host there are none.
 */
export interface HostNotes {
  /**
   * Notes this host, and looks who else is noted: of two that come at once at least one sees
   * the other.
   *
   * @throws HikyakuError home-on-other-host, home-not-writable
   */
  join(): void
  /** The same look, for what only reads and notes nothing. @throws HikyakuError home-on-other-host */
  look(): void
  /** Nobody of this host is at work any more. */
  leave(): void
}

const nobody: HostNotes = {
  join: () => undefined,
  look: () => undefined,
  leave: () => undefined,
}

/** What is known of a network, and of the hosts on it. */
export interface HostOptions {
  readonly network?: Network
  /** A host of which a person says that it is not at work any more. */
  readonly gone?: string
  readonly clock?: Clock
}

/** The notes of a home. */
export function hostNotes(home: string, options: HostOptions = {}): HostNotes {
  const { network = systemNetwork, gone, clock = systemClock } = options
  const folder = join(home, 'hosts')
  const own = network.kindOf(home) === undefined ? undefined : network.host
  if (own === undefined) return nobody
  const path = join(folder, own.boot)
  const look = (): void => {
    const other = othersIn(folder, own, gone)[0]
    if (other === undefined) return
    throw new HikyakuError('home-on-other-host', { home, host: other.name, since: other.since })
  }
  return {
    look,
    join: () => {
      const isNew = note(home, path, { ...own, since: clock.now().toISOString() })
      try {
        look()
      } catch (error) {
        if (isNew) rmSync(path, { force: true })
        throw error
      }
    },
    leave: () => {
      rmSync(path, { force: true })
    },
  }
}

/** @returns whether this host was not noted yet */
function note(home: string, path: string, own: Host & { readonly since: string }): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const text = JSON.stringify(own)
    writeFileSync(path, `${text}\n`, { flag: 'wx', mode: 0o600, flush: true })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw diskFailure(error, home)
  }
}

interface Noted {
  readonly name: string
  readonly since: string
}

/** Other hosts that may be at work; notes of those that are not are taken away. */
function othersIn(folder: string, own: Host, gone: string | undefined): Noted[] {
  const others: Noted[] = []
  for (const file of namesIn(folder)) {
    if (file === own.boot) continue
    const path = join(folder, file)
    const { name, machine, since } = notedIn(path, file)
    // The same machine, started anew since: whoever worked there then is gone.
    const isOld = machine !== undefined && machine === own.machine && name === own.name
    if (isOld || name === gone) rmSync(path, { force: true })
    else others.push({ name, since })
  }
  return others
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw diskFailure(error, dirname(folder))
  }
}

/** What cannot be read speaks of a host all the same: its file is its name. */
function notedIn(path: string, file: string): Noted & { readonly machine?: string } {
  try {
    const { name, since, machine } = JSON.parse(readFileSync(path, 'utf8')) as Record<
      string,
      unknown
    >
    if (typeof name !== 'string' || typeof since !== 'string') return { name: file, since: '?' }
    return { name, since, ...(typeof machine === 'string' ? { machine } : {}) }
  } catch {
    return { name: file, since: '?' }
  }
}

function textOf(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim()
    return text === '' ? undefined : text
  } catch {
    return undefined
  }
}
