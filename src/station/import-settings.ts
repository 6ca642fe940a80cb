import { audited, noteFirst, type Actor, type AuditNote } from '../domain/accounts/index.ts'
import { readSettings, writeSettings } from '../adapters/store/index.ts'
import type { Settings } from '../domain/settings/index.ts'
import { HikyakuError } from '../errors/index.ts'
import {
  secretsAfter,
  secretsOf,
  type Partner,
  type PartnerSecrets,
} from '../domain/partners/index.ts'
import { hyphenated } from '../base/hyphenated.ts'
import type { Tables } from '../domain/exchange/index.ts'
import { changesBetween } from '../domain/accounts/changes.ts'
import { checkTlsSettings, sameTls } from '../domain/partners/partner-checks.ts'
import type { AdministrationContext } from '../domain/partners/partners.ts'
import type { SettingsText } from '../domain/settings/settings-text.ts'

export interface ImportReport {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly same: readonly string[]
  /** What an export never holds and the station does not have yet, as `partner: what`. */
  readonly missing: readonly string[]
}

/**
 * Takes settings and partners over, all or nothing. Partners that the text does not
 * name stay; secrets that are there stay.
 *
 * @throws HikyakuError setting-invalid, home-not-writable; those of planTls
 */
export async function importSettings(
  station: StationHome,
  actor: Actor,
  text: SettingsText,
): Promise<ImportReport> {
  const { home } = station
  const before = readSettings(home)
  const file = { written: false }
  const note = ({ added, changed }: Omit<ImportReport, 'missing'>): AuditNote | undefined =>
    added.length + changed.length === 0
      ? undefined
      : {
          action: 'settings.import',
          subject: 'settings',
          detail: { added: added.join(', '), changed: changed.join(', ') },
        }
  return noted(station, actor, changesBetween(before, text.settings), async () => {
    try {
      const report = await audited(station, actor, note, async (tables) => {
        const changes = await replaceAll(tables, text.partners, station.clock.now())
        // Last, so that a partner that does not fit leaves the file as it was.
        await writeSettings(home, text.settings)
        file.written = true
        return changes
      })
      return { ...report, missing: await missingSecrets(station, text.partners) }
    } catch (error) {
      if (file.written) await writeSettings(home, before)
      throw error
    }
  })
}

/** What administration needs to change the settings file of a home. */
export interface StationHome extends AdministrationContext {
  readonly home: string
}

/**
 * Replaces the settings of the station; they take effect when it starts again.
 *
 * @throws HikyakuError setting-invalid, setting-unknown, home-not-writable
 */
export async function changeSettings(
  station: StationHome,
  actor: Actor,
  settings: Settings,
): Promise<Settings> {
  const changes = changesBetween(readSettings(station.home), settings)
  await noted(station, actor, changes, () => writeSettings(station.home, settings))
  return settings
}

/**
 * Changes the settings file. It is no part of the database: its entry is written before
 * it, and another one after it if it could not be changed.
 */
async function noted<T>(
  station: StationHome,
  actor: Actor,
  detail: ReturnType<typeof changesBetween>,
  change: () => Promise<T>,
): Promise<T> {
  if (Object.keys(detail).length === 0) return change()
  const subject = 'settings'
  await noteFirst(station, actor, { action: 'settings.change', subject, detail })
  try {
    return await change()
  } catch (error) {
    await noteFirst(station, actor, { action: 'settings.unchanged', subject })
    throw error
  }
}

interface Known {
  readonly partner: Partner
  readonly secrets: PartnerSecrets
}

/** All go first and come back after it, so that logins may change hands among them. */
async function replaceAll(
  { partners: book }: Tables,
  partners: readonly Partner[],
  now: Date,
): Promise<Omit<ImportReport, 'missing'>> {
  const before = new Map<string, Known>()
  for (const { name } of partners) {
    const partner = await book.find(name)
    if (partner === undefined) continue
    before.set(name, { partner, secrets: await book.secrets(name) })
    await book.remove(name)
  }
  const report = { added: [] as string[], changed: [] as string[], same: [] as string[] }
  for (const partner of partners) {
    const known = before.get(partner.name)
    if (known !== undefined && known.partner.kind !== partner.kind) throw otherKind(partner.name)
    // As where it is added or changed; what stands already is no reason to refuse the rest.
    if (known === undefined || !sameTls(known.partner, partner)) checkTlsSettings(partner, now)
    await book.add(partner, secretsAfter(partner, known?.secrets ?? {}))
    if (known === undefined) report.added.push(partner.name)
    else report[isSame(known.partner, partner) ? 'same' : 'changed'].push(partner.name)
  }
  return report
}

function otherKind(name: string): HikyakuError {
  return new HikyakuError('setting-invalid', {
    setting: `partners.${name}.kind`,
    detail: 'the kind of a partner cannot change; remove it first',
    detailJa: '接続先の種類は変更できません。先に削除してください',
  })
}

async function missingSecrets(
  { ledger }: AdministrationContext,
  partners: readonly Partner[],
): Promise<string[]> {
  const missing: string[] = []
  for (const partner of partners) {
    const secrets = await ledger.partners.secrets(partner.name)
    for (const name of secretsOf(partner)) {
      if (secrets[name] === undefined) missing.push(`${partner.name}: ${hyphenated(name)}`)
    }
    if (partner.kind !== 'jx-server') continue
    for (const certificate of [partner.clientCertificate, partner.nextClientCertificate?.name]) {
      if (certificate === undefined || (await ledger.certificates.find(certificate))) continue
      missing.push(`${partner.name}: client-certificate ${certificate}`)
    }
  }
  return missing
}

function isSame(a: Partner, b: Partner): boolean {
  const text = (partner: Partner): string =>
    JSON.stringify(Object.entries(partner).sort(([one], [two]) => (one < two ? -1 : 1)))
  return text(a) === text(b)
}
