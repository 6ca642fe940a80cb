import { createHash } from 'node:crypto'

import { readSettings, writeSettings } from '../../adapters/store/index.ts'
import { audited, type Actor } from '../../domain/accounts/index.ts'
import { joinedLedger } from '../../domain/exchange/index.ts'
import {
  differences,
  findingAt,
  isEcho,
  itemsOf,
  namesItem,
  sections,
  settingsExport,
  type ItemChange,
  type ReadSettings,
  type SettingFinding,
  type WrittenSettings,
} from '../../domain/settings/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Station } from '../station.ts'
import { applyChanges } from './apply-changes.ts'
import { notedSettings } from './change-settings.ts'
import {
  givenSecrets,
  missingSecrets,
  withSecrets,
  type GivenSecrets,
  type SecretReader,
} from './given-secrets.ts'
import { wantedSettings } from './wanted-settings.ts'
import { wholeSettings } from './whole-settings.ts'

type Importing = Pick<Station, 'home' | 'ledger' | 'clock' | 'random'>

/** What is to be imported. */
export interface ImportOrder {
  readonly json: unknown
  readonly read: ReadSettings
  /** Whether what the text does not name is removed, of the parts that it has. */
  readonly prune: boolean
  /** Absent: references to secrets are refused. */
  readonly secretOf?: SecretReader
}

/** What an import comes to, and all that is wrong with it. */
export interface ImportPlan {
  readonly changes: readonly ItemChange[]
  /** Items that the text names and that stand as it says. */
  readonly same: readonly string[]
  /** What a text never holds and the station does not have yet, as `item: what`. */
  readonly missing: readonly string[]
  readonly findings: readonly SettingFinding[]
  /** Another one as soon as the import would change something else. */
  readonly mark: string
}

/**
 * What an import would do: everything is done as by the import itself, and then undone.
 *
 * @throws HikyakuError setting-invalid where secrets may not be read
 */
export async function planImport(
  station: Importing,
  actor: Actor,
  order: ImportOrder,
): Promise<ImportPlan> {
  const secrets = await givenSecrets(order.read.text, order.secretOf)
  return attempt(station, actor, { order, secrets })
}

/**
 * Takes over what a text says, all or nothing. What the text does not name stays, but for what
 * `prune` removes; secrets that it does not give stay.
 *
 * @param mark of the plan that a person has seen
 * @throws HikyakuError settings-moved, setting-invalid; home-not-writable
 */
export async function importSettings(
  station: Importing,
  actor: Actor,
  order: ImportOrder,
  mark: string,
): Promise<ImportPlan> {
  const secrets = await givenSecrets(order.read.text, order.secretOf)
  const { settings } = order.read.text
  const work = () => attempt(station, actor, { order, secrets, mark })
  return settings === undefined ? work() : notedSettings(station, actor, settings, work)
}

/** Thrown through a commit, so that nothing of it is kept. */
class NotKept extends Error {
  readonly plan: ImportPlan

  constructor(plan: ImportPlan) {
    super('tried, not kept')
    this.plan = plan
  }
}

interface Trial {
  readonly order: ImportOrder
  readonly secrets: GivenSecrets
  /** Absent: it is only tried. */
  readonly mark?: string
}

async function attempt(station: Importing, actor: Actor, what: Trial): Promise<ImportPlan> {
  const { home, ledger } = station
  const settings = readSettings(home)
  const file = { written: false }
  try {
    return await ledger.commit(async (tables) => {
      file.written = false
      const context = { ...station, ledger: joinedLedger(ledger, tables) }
      const plan = await done(context, actor, what)
      if (what.mark === undefined) throw new NotKept(plan)
      if (plan.mark !== what.mark || plan.findings.length > 0) {
        throw new HikyakuError('settings-moved')
      }
      // Last, so that an item that does not fit leaves the file as it was.
      if (plan.changes.some(({ section }) => section === 'settings')) {
        await writeSettings(home, what.order.read.text.settings ?? settings)
        file.written = true
      }
      return plan
    })
  } catch (error) {
    if (error instanceof NotKept) return error.plan
    if (file.written) await writeSettings(home, settings)
    throw error
  }
}

async function done(station: Importing, actor: Actor, what: Trial): Promise<ImportPlan> {
  const { order, secrets } = what
  const { text } = order.read
  const before = await wholeSettings(station)
  const written = settingsExport(before)
  const wanted = settingsExport(wantedSettings(before, text, order.prune))
  const changes = await withSecrets(
    station.ledger,
    { before: written, changes: differences(written, wanted) },
    secrets,
  )
  const findings: SettingFinding[] = [...order.read.findings]
  await applyChanges(station, { actor, text, secrets, changes }, (section, name, fault) => {
    if (!isEcho(order.json, fault)) findings.push(findingAt(order.json, { section, name }, fault))
  })
  if (changes.length > 0) await note(station, actor, changes)
  const missing = await missingSecrets(station.ledger, text)
  return {
    changes,
    same: sameItems(wanted, order.json, changes),
    missing: [...secrets.missing, ...missing],
    findings,
    mark: createHash('sha256').update(JSON.stringify(changes)).digest('hex').slice(0, 32),
  }
}

/** Each deed has its own entry; this one says that they were one import. */
async function note(
  station: Importing,
  actor: Actor,
  changes: readonly ItemChange[],
): Promise<void> {
  const of = (kind: ItemChange['kind']): string =>
    changes
      .filter((one) => one.kind === kind)
      .map(itemName)
      .join(', ')
  const detail = { added: of('add'), changed: of('change'), removed: of('remove') }
  const told = Object.fromEntries(Object.entries(detail).filter(([, names]) => names !== ''))
  await audited(
    station,
    actor,
    { action: 'settings.import', subject: 'settings', detail: told },
    () => Promise.resolve(),
  )
}

function sameItems(
  wanted: WrittenSettings,
  json: unknown,
  changes: readonly ItemChange[],
): readonly string[] {
  const changed = new Set(changes.map(itemName))
  const named = sections.flatMap((section) =>
    [...itemsOf(wanted, section).keys()]
      .map((name) => ({ section, name }))
      .filter((item) => namesItem(json, item)),
  )
  return named.map(itemName).filter((name) => !changed.has(name))
}

/** `partners.retailer`, `settings` */
export function itemName({ section, name }: Pick<ItemChange, 'section' | 'name'>): string {
  return name === '' ? section : `${section}.${name}`
}
