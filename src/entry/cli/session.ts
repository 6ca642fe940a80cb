import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

import { defined } from '../../base/defined.ts'
import type { Actor } from '../../domain/accounts/index.ts'
import type { Config } from '../../station/config/index.ts'
import {
  catalogue,
  HikyakuError,
  type FaultEntry,
  type FaultName,
  type FaultParams,
  type Language,
} from '../../errors/index.ts'
import type { StationLog, SweepOrder } from '../../domain/exchange/index.ts'
import type { Station } from '../../station/index.ts'
import type { Io } from './io.ts'
import { translator, type Translate } from './messages/index.ts'
import { plainIo, type PlainIo } from './plain-io.ts'
import { faultLines } from './print/fault-text.ts'
import { typedAt, type Typed } from './typed-command.ts'

export interface GlobalFlags {
  readonly home?: string
  readonly lang?: string
  readonly json?: boolean
}

/** One run of the command line: its language, its outputs, and the status it will end with. */
export class Session {
  readonly io: PlainIo
  readonly language: Language
  readonly t: Translate
  /** A command for the operator to type, at the home that `--home` named. */
  readonly typed: Typed
  #flags: GlobalFlags = {}
  #config: Config | undefined
  #load!: () => Config
  #status = 0

  constructor(io: Io, language: Language) {
    this.io = plainIo(io)
    this.language = language
    this.typed = (command) => typedAt(this.#flags.home)(command)
    this.t = translator(language, this.typed)
  }

  /** The global flags are known once the arguments are parsed. */
  async begin(flags: GlobalFlags): Promise<void> {
    this.#flags = flags
    // Loaded here, as the station below, so that --help and wrong arguments answer at once.
    const { loadConfig } = await import('../../station/config/index.ts')
    const { environment, directory } = this.io
    this.#load = () => loadConfig(environment, { ...flags, directory })
  }

  get json(): boolean {
    return this.#flags.json === true
  }

  get status(): number {
    return this.#status
  }

  /** Home and settings. @throws HikyakuError setting-invalid, setting-unknown, argument-invalid */
  get config(): Config {
    this.#config ??= this.#load()
    return this.#config
  }

  /** The home that was named, if one was: not the one beside us. */
  get namedHome(): string | undefined {
    return [this.#flags.home, this.io.environment['HIKYAKU_HOME']].find((one) => (one ?? '') !== '')
  }

  /** Who types, for the audit log: the user of the operating system. */
  get actor(): Actor {
    return { name: systemUser(), via: 'command' }
  }

  /** A line for people: with `--json` it goes to stderr, where it disturbs nobody. */
  say(line: string): void {
    const output = this.json ? this.io.stderr : this.io.stdout
    output.write(line.endsWith('\n') ? line : `${line}\n`)
  }

  /** One line of JSON, with `--json`. */
  emit(value: unknown): void {
    if (this.json) this.io.stdout.write(`${JSON.stringify(value)}\n`)
  }

  /** A result: JSON on stdout with `--json`, text otherwise. */
  show(value: unknown, text: () => string): void {
    if (this.json) this.emit(value)
    else this.say(text())
  }

  /** Prints a fault or warning on stderr, without an effect on how the command ends. */
  mention(name: FaultName, params: FaultParams = {}): void {
    this.io.stderr.write(faultLines(name, params, this))
  }

  /** Prints a fault or warning on stderr; the command ends with its status, or a higher one. */
  report(name: FaultName, params: FaultParams = {}): void {
    this.mention(name, params)
    const entry: FaultEntry = catalogue[name]
    this.endWith(entry.exit)
  }

  endWith(status: number): void {
    this.#status = Math.max(this.#status, status)
  }

  /**
   * Opens the station of the home, and closes it at the end. Nothing is cleared up.
   * It never works under other settings than the operator's.
   *
   * @param heard hears, besides the log in the home, what the station says
   * @throws HikyakuError settings-missing; those of openStation
   */
  async withStation(
    work: (station: Station) => Promise<void>,
    { heard, hostGone }: { readonly heard?: StationLog; readonly hostGone?: string } = {},
  ): Promise<void> {
    const { home, settings } = this.config
    await refuseLostSettings(home)
    // Loaded here, so that --help and wrong arguments answer at once.
    const [{ openStation }, { openLogFolder }, { logsTo }] = await Promise.all([
      import('../../station/open-station.ts'),
      import('../../adapters/log/index.ts'),
      import('../../domain/exchange/station-log.ts'),
    ])
    const { clock } = this.io
    const files = openLogFolder({
      folder: join(home, 'log'),
      clock,
      onFailure: (detail) => {
        this.mention('log-not-written', { home, detail })
      },
    })
    const log = heard === undefined ? files : logsTo(files, heard)
    try {
      const station = await openStation({
        ...{ home, clock, limits: settings.limits, log },
        ...defined({ hostGone }),
      })
      try {
        await work(station)
      } finally {
        await station.close()
      }
    } finally {
      await files.close()
    }
  }

  /** The same for what moves documents: what a crash left is cleared up first, and told. */
  async withRecoveredStation(
    days: SweepOrder['days'],
    work: (station: Station) => Promise<void>,
    heard?: StationLog,
  ): Promise<void> {
    const { recover } = await import('../../domain/exchange/index.ts')
    await this.withStation(async (station) => {
      const { fault } = await recover(station, days)
      // Not this command's doing, so it does not change how it ends.
      if (fault !== undefined && heard === undefined) this.mention(fault.name, fault.params)
      await work(station)
    }, defined({ heard }))
  }
}

/** Before anything is opened: what is refused is left as it is. */
async function refuseLostSettings(home: string): Promise<void> {
  const { settingsFile } = await import('../../adapters/store/settings-file.ts')
  if (existsSync(settingsFile(home))) return
  // A home that is no home, or lost more than that, has its own word.
  const { inspectHome } = await import('../../adapters/store/home/inspect.ts')
  inspectHome(home)
  throw new HikyakuError('settings-missing', { file: settingsFile(home) })
}

/** Some systems, such as containers, have no entry for the user they run under. */
function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`
  }
}
