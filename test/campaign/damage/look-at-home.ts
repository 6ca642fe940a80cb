import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { recover, type StationDocument } from '../../../src/domain/exchange/index.ts'
import { describeCause, isHikyakuError } from '../../../src/errors/index.ts'
import { openStation, type Station } from '../../../src/station/index.ts'
import { type, type Outcome } from '../../cli/terminal.ts'
import { finish } from '../traded.ts'
import type { Damage } from './damages.ts'
import {
  filesIn,
  hashOf,
  type Acknowledged,
  type Owner,
  type StockedHomes,
} from './stocked-homes.ts'

/** How the campaign's station is built wrong on purpose, for the negative control. */
export type DamageSabotage = 'none' | 'trusts payloads'

export interface DamagedHome {
  readonly stock: StockedHomes
  readonly owner: Owner
  readonly damages: readonly Damage[]
  readonly sabotage: DamageSabotage
}

export interface Looked {
  readonly broken: readonly string[]
  readonly isRefused: boolean
  readonly documents: number
}

const readers = [
  'document list --json',
  'fault list',
  'exchange list',
  'partner list',
  'certificate list',
  'certificate check',
  'flow list',
  'today',
  'audit verify',
  'settings export',
]

/** Does with a damaged home what people do, and says what must not have come of it. */
export async function lookAtHome(damaged: DamagedHome): Promise<Looked> {
  const look = new Look(damaged)
  return look.run()
}

class Look {
  readonly #damaged: DamagedHome
  readonly #stock: StockedHomes
  readonly #home: string
  readonly #broken: string[] = []
  /** All that was said of documents, by IDs from the catalogue. */
  #said = ''
  /** What came to the partner of the damaged home, if both worked on. */
  #arrived: readonly string[] | undefined

  constructor(damaged: DamagedHome) {
    this.#damaged = damaged
    this.#stock = damaged.stock
    this.#home = this.#stock.homeOf(damaged.owner)
  }

  async run(): Promise<Looked> {
    const before = contentsOf(this.#home)
    const started = await this.#start()
    const isRefused = started.status !== 0
    // A damaged page is met where it is read, which may be after the database was opened.
    if (isRefused && !started.stderr.includes('20141106')) this.#same(before)
    if (!isRefused) await this.#goOn()
    for (const line of readers) await this.#type(line)
    await this.#type('recover')
    const mine = this.#stock.acknowledged.filter(({ owner }) => owner === this.#damaged.owner)
    await this.#findAll(mine)
    this.#cameThrough(mine)
    this.#otherBytes()
    await this.#backUp()
    await this.#restore()
    return { broken: this.#broken, isRefused, documents: mine.length }
  }

  /** Runs a command; whatever was damaged, it says so by an ID, and never by that of a defect. */
  async #type(line: string, home = this.#home): Promise<Outcome> {
    const argv = ['--home', home, '--lang', 'en', ...line.split(' ')]
    const outcome = await type(argv, { directory: this.#stock.homes.root })
    this.#hear(line, outcome)
    return outcome
  }

  #hear(line: string, { status, stderr, stdout }: Outcome): void {
    const said = stderr + stdout
    this.#said += line === 'fault list' ? said : stderr
    if (said.includes('20169999')) this.#broken.push(`${line} was a defect: ${stderr}`)
    if (![0, 1, 2, 4, 70].includes(status)) this.#broken.push(`${line} ended with ${status}`)
    if (status > 1 && !/\d{8}/.test(stderr)) this.#broken.push(`${line} has no ID: ${stderr}`)
    if (status === 70 && !/20141105|20141106/.test(stderr)) {
      this.#broken.push(`${line} ended with 70: ${stderr}`)
    }
  }

  /** Starts the station, and stops it as soon as it says where it listens. */
  async #start(): Promise<Outcome> {
    let stop = (): void => undefined
    const argv = ['--home', this.#home, '--lang', 'en', 'start', '--jx-port', '0', '--no-console']
    const outcome = await type(argv, {
      directory: this.#stock.homes.root,
      onStoppable: (asked) => (stop = asked),
      onWrite: (text) => {
        if (text.includes('/jx?wsdl')) setImmediate(stop)
      },
    })
    this.#hear('start', outcome)
    return outcome
  }

  #same(before: ReadonlyMap<string, string>): void {
    const after = contentsOf(this.#home)
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(name) === after.get(name)) continue
      this.#broken.push(`a refused start changed ${name}: ${this.#said}`)
    }
  }

  /** Both stations do what is left, as far as the damage lets them. */
  async #goOn(): Promise<void> {
    const retailer = await this.#open(this.#stock.homes.retailerHome)
    const supplier = await this.#open(this.#stock.homes.supplierHome)
    const { serverCertificate: certificate } = this.#stock.homes
    const server = await this.#allow(() =>
      Promise.resolve(retailer?.serve({ port: this.#stock.port, certificate })),
    )
    try {
      for (const station of [retailer, supplier]) {
        if (station !== undefined) await this.#allow(() => recover(station))
      }
      if (supplier !== undefined) {
        const failures = await this.#allow(() => finish(supplier))
        for (const failure of failures ?? []) this.#said += failure
      }
      if (retailer !== undefined && supplier !== undefined) await this.#doubled(retailer, supplier)
    } finally {
      await server?.close()
      for (const station of [supplier, retailer]) {
        await this.#allow(() => Promise.resolve(station?.close()))
      }
    }
  }

  #open(home: string): Promise<Station | undefined> {
    return this.#allow(() => openStation({ home }))
  }

  /** What fails by name may; a defect may not. */
  async #allow<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      if (!isHikyakuError(error) || error.fault === 'defect') {
        this.#broken.push(`damage became a defect: ${describeCause(error)}`)
      } else this.#said += `${error.entry.id} ${error.message}`
      return undefined
    }
  }

  async #doubled(retailer: Station, supplier: Station): Promise<void> {
    const inboxes = await this.#allow(() =>
      Promise.all(
        [retailer, supplier].map(({ ledger }) => ledger.documents.search({ box: 'inbox' })),
      ),
    )
    const [atRetailer, atSupplier] = inboxes ?? []
    const arrived = this.#damaged.owner === 'retailer' ? atSupplier : atRetailer
    this.#arrived = arrived?.map(({ wire }) => wire.sha256)
    for (const inbox of inboxes ?? []) {
      for (const hash of twice(inbox.map(({ wire }) => wire.sha256))) {
        this.#broken.push(`a document came twice: ${hash}`)
      }
      this.#strangers(inbox)
    }
  }

  #strangers(inbox: readonly StationDocument[]): void {
    for (const { id, wire, state } of inbox) {
      if (this.#stock.known.has(wire.sha256) || this.#isRowDamaged) continue
      this.#broken.push(`${id} (${state}) has bytes that nobody put in`)
    }
  }

  /** SQLite keeps no checksum of its pages: a bit that tips inside a row is not noticed. */
  get #isRowDamaged(): boolean {
    return this.#damaged.damages.some(
      ({ file, kind }) => file === 'hikyaku.db' && kind === 'bits flipped',
    )
  }

  async #findAll(mine: readonly Acknowledged[]): Promise<void> {
    const list = await this.#type('document list --json --limit 1000')
    const listed = new Map(
      list.stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { id: string; state: string })
        .map(({ id, state }) => [id, state]),
    )
    for (const one of mine) await this.#find(one, list.status === 0 ? listed : undefined)
  }

  async #find(
    { id, sha256, state }: Acknowledged,
    listed: ReadonlyMap<string, string> | undefined,
  ): Promise<void> {
    if (listed !== undefined && !listed.has(id)) {
      if (this.#isAside(id)) return
      if (!this.#isRowDamaged) this.#broken.push(`${id} (${state}) is silently gone`)
      return
    }
    const file = join(this.#stock.homes.root, 'saved')
    rmSync(file, { force: true, recursive: true })
    if (!(await this.#save(id, file))) return
    if (state === 'quarantined') return
    if (hashOf(readFileSync(file)) === sha256 || this.#isRowDamaged) return
    this.#broken.push(`${id} (${state}) was saved with other bytes`)
  }

  /** Whether it lies in `lost+found`, and somebody was told that something does. */
  #isAside(id: string): boolean {
    const names = readdirSync(join(this.#home, 'lost+found'))
    return this.#said.includes('20141108') && names.some((name) => name.startsWith(id))
  }

  /** @returns whether it was given */
  async #save(id: string, file: string): Promise<boolean> {
    if (this.#damaged.sabotage !== 'trusts payloads') {
      return (await this.#type(`document save ${id} ${file}`)).status <= 1
    }
    const payload = join(this.#home, 'documents', id.slice(2, 8), id)
    if (!existsSync(payload) || statSync(payload).isDirectory()) return false
    cpSync(payload, file)
    return true
  }

  /** What waited is with the partner, or it is said why not. */
  #cameThrough(mine: readonly Acknowledged[]): void {
    if (this.#arrived === undefined || this.#isRowDamaged) return
    for (const { id, sha256, state } of mine) {
      if (!['waiting', 'not-taken'].includes(state) || this.#arrived.includes(sha256)) continue
      if (this.#said.includes(id) || this.#said.includes('the quiet run failed')) continue
      if (this.#isAside(id)) continue
      this.#broken.push(`${id} (${state}) did not go, and nothing says why`)
    }
  }

  /** What was handed over is what somebody put in, once. */
  #otherBytes(): void {
    const { given } = this.#stock.folders
    const hashes = filesIn(given)
      .filter((name) => !name.startsWith('.'))
      .map((name) => hashOf(readFileSync(join(given, name))))
    for (const hash of hashes) {
      if (!this.#stock.known.has(hash)) this.#broken.push(`handed over with other bytes: ${hash}`)
    }
    for (const hash of twice(hashes)) this.#broken.push(`handed over twice: ${hash}`)
  }

  /** A backup of the damaged home is one that can be restored, or there is none. */
  async #backUp(): Promise<void> {
    const { root } = this.#stock.homes
    const [file, home] = [join(root, 'new.zip'), join(root, 'new')]
    rmSync(file, { force: true })
    const { status } = await this.#type(`backup ${file}`)
    if (status > 1) return
    const restored = await this.#type(`restore ${file}`, home)
    if (restored.status > 1) this.#broken.push(`its backup cannot be restored: ${restored.stderr}`)
    rmSync(home, { recursive: true, force: true })
  }

  /** An older backup gives the home that was backed up. */
  async #restore(): Promise<void> {
    const home = join(this.#stock.homes.root, 'new')
    const { status } = await this.#type(
      `restore ${this.#stock.backupOf(this.#damaged.owner)}`,
      home,
    )
    const list = await this.#type('document list --json', home)
    const count = list.stdout.split('\n').filter((line) => line !== '').length
    if (status !== 0 || count < 3) this.#broken.push('an older backup was not restored')
  }
}

function twice(hashes: readonly string[]): string[] {
  return hashes.filter((hash, at) => hashes.indexOf(hash) !== at)
}

/** What a refused start must leave as it was. The lock of the opening is nobody's data. */
function contentsOf(home: string): Map<string, string> {
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' })
  const kept = names.filter((name) => name !== 'opening.lock' && !name.endsWith('-shm'))
  return new Map(
    kept.toSorted().map((name) => {
      const isFolder = statSync(join(home, name)).isDirectory()
      return [name, isFolder ? 'folder' : hashOf(readFileSync(join(home, name)))]
    }),
  )
}
