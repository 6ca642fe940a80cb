import { z } from 'zod'
import { clientPartner, serverPartner, type Partner, type SettingName } from './partner.ts'

/** What a setting may be, for who asks for it in other words than JSON. */
export type SettingForm =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'list' }
  | { readonly kind: 'text'; readonly longest: number | undefined }

const shapes = { 'jx-server': serverPartner.shape, 'jx-client': clientPartner.shape } as const

/** Whether partners of that kind have the setting. */
export function isSettingOf(kind: Partner['kind'], setting: SettingName): boolean {
  return setting in shapes[kind]
}

/** Whether the setting may be absent, or empty. */
export function isOptional(setting: SettingName): boolean {
  const form = whole(setting)
  return form instanceof z.ZodExactOptional || form instanceof z.ZodArray
}

/** Read off the schema of the settings. */
export function formOf(setting: SettingName): SettingForm {
  const outer = whole(setting)
  const form = outer instanceof z.ZodExactOptional ? outer.unwrap() : outer
  if (form instanceof z.ZodEnum) return { kind: 'words', words: form.options.map(String) }
  if (form instanceof z.ZodNumber) {
    return { kind: 'number', min: form.minValue ?? 0, max: form.maxValue ?? 0 }
  }
  if (form instanceof z.ZodArray) return { kind: 'list' }
  const longest = form instanceof z.ZodString ? form.maxLength : null
  return { kind: 'text', longest: longest ?? undefined }
}

function whole(setting: SettingName): z.core.$ZodType {
  return { ...shapes['jx-client'], ...shapes['jx-server'] }[setting]
}
