import { z } from 'zod'

import { parseSettings, type Settings } from './settings.ts'
import { HikyakuError, isHikyakuError, refusedSetting } from '../../errors/index.ts'
import { readSettingsJson } from './settings-json.ts'
import type { Partner } from '../partners/partner.ts'
import { parsePartner } from '../partners/partner-settings.ts'
import { checkSettings } from '../partners/partner-checks.ts'
import { secretsOf } from '../partners/secrets.ts'

/** Settings and partners as one text, to be kept, compared or moved; without secrets. */
export interface SettingsText {
  readonly settings: Settings
  readonly partners: readonly Partner[]
}

/** Counts up when the form changes in a way that older programs would misread. */
const form = 1

const whole = z.strictObject({
  hikyakuSettings: z.literal(form),
  settings: z.unknown(),
  partners: z.array(z.unknown()),
})

/** Partners by name, so that two exports of the same settings are the same text. */
export function settingsExport({
  settings,
  partners,
}: SettingsText): SettingsText & { readonly hikyakuSettings: typeof form } {
  const sorted = partners.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { hikyakuSettings: form, settings, partners: sorted }
}

/**
 * Reads and checks an exported text whole.
 *
 * @throws HikyakuError setting-unknown, setting-invalid
 */
export function readSettingsText(text: string): SettingsText {
  return settingsImport(readSettingsJson(text.replace(/^\ufeff/, ''), 'JSON'))
}

/**
 * The same of an export that was read as JSON already.
 *
 * @throws HikyakuError setting-unknown, setting-invalid
 */
export function settingsImport(json: unknown): SettingsText {
  const result = whole.safeParse(json)
  if (!result.success) throw refusedSetting(whole, json, result.error, 'settings')
  const settings = parseSettings(result.data.settings ?? {})
  const partners = result.data.partners.map(partnerAt)
  checkNames(partners)
  for (const partner of partners) {
    named(partner.name, () => {
      checkAlone(partner)
    })
  }
  return { settings, partners }
}

function partnerAt(json: unknown, at: number): Partner {
  const { name } = { ...z.looseObject({ name: z.string() }).safeParse(json).data }
  return named(name ?? String(at), () => parsePartner(json))
}

/** Says which of the partners is wrong: by its name, if it has one. */
function named<T>(name: string, check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (!isHikyakuError(error) || error.params['setting'] === undefined) throw error
    const setting = `partners.${name}.${error.params['setting']}`
    throw new HikyakuError(error.fault, { ...error.params, setting }, { cause: error })
  }
}

function checkNames(partners: readonly Partner[]): void {
  const logins = partners.flatMap((one) =>
    one.kind === 'jx-client' && one.user !== undefined ? [one.user] : [],
  )
  for (const [setting, values] of [
    ['partners.name', partners.map(({ name }) => name)],
    ['partners.user', logins],
  ] as const) {
    const twice = values.find((value, at) => values.indexOf(value) !== at)
    if (twice !== undefined) {
      throw new HikyakuError('setting-invalid', {
        setting,
        detail: `${twice} is there twice`,
        detailJa: `${twice} が 2 回あります`,
      })
    }
  }
}

/** Secrets are not in the text, so they are taken to be there. */
function checkAlone(partner: Partner): void {
  checkSettings(partner, Object.fromEntries(secretsOf(partner).map((name) => [name, '*'])))
}
