import { hyphenated } from '../../../base/hyphenated.ts'
import {
  secretNames,
  secretUsers,
  standards,
  type ClientPartner,
  type SecretName,
  type ServerPartner,
} from '../../../domain/partners/partner.ts'
import { formOf, isOptional } from '../../../domain/partners/setting-forms.ts'
import { oneOf, plainValue, repeated, wholeNumber } from '../arguments.ts'
import { spokenSettings, type PartnerSetting } from './spoken-settings.ts'

// What the options of `partner add` and `partner set` are called, take, and clear: read off the
// form of each setting.

/** Where an option is not called as its setting is. */
const renamed = {
  url: 'jxServer',
  timeoutSeconds: 'timeout',
  retryIntervalSeconds: 'retryInterval',
} as const

/** Under which property commander has the value of a setting's option. */
export type OptionOf<S extends PartnerSetting> = S extends keyof typeof renamed
  ? (typeof renamed)[S]
  : S
/** What the option of a setting gives. */
export type ValueOf<S extends PartnerSetting> = S extends keyof ServerPartner
  ? NonNullable<ServerPartner[S]>
  : S extends keyof ClientPartner
    ? NonNullable<ClientPartner[S]>
    : never

export const partnerSettings = Object.keys(spokenSettings) as readonly PartnerSetting[]

export function optionOf<S extends PartnerSetting>(setting: S): OptionOf<S> {
  const names: Readonly<Record<string, string>> = renamed
  return (names[setting] ?? setting) as OptionOf<S>
}

/** The option as it is typed. */
export function flagOf(setting: PartnerSetting): string {
  return `--${hyphenated(optionOf(setting))}`
}

/** The option for the file that holds a secret, as it is typed. */
export function secretFlagOf(secret: SecretName): string {
  return `--${hyphenated(secret)}-file`
}

/** The secrets that are given together with a user. */
export function secretsBeside(setting: PartnerSetting): readonly SecretName[] {
  return secretNames.filter((name) => secretUsers[name] === setting)
}

/** What `--unset` takes, each with the setting or secret it stands for. */
export const clearable: ReadonlyMap<string, PartnerSetting | SecretName> = new Map(
  partnerSettings
    .filter(isOptional)
    .flatMap((setting) => [setting, ...secretsBeside(setting)])
    .map((name) => [hyphenated(name), name]),
)

/** How the option's text is read, and what of it the help tells. */
export interface OptionForm {
  readonly parse: (text: string, before: unknown) => unknown
  readonly words?: readonly string[]
  readonly standard?: string
}

/** Longest text of a setting whose form names none, and of the name of a file. */
const longestText = 1000
const longestPath = 4096

export function optionForm(setting: PartnerSetting): OptionForm {
  const known: Readonly<Record<string, string | number | readonly string[]>> = standards
  const standard = known[setting]
  const isTold = typeof standard === 'string' || typeof standard === 'number'
  return { ...readerOf(setting), ...(isTold ? { standard: String(standard) } : {}) }
}

function readerOf(setting: PartnerSetting): OptionForm {
  const flag = flagOf(setting)
  const form = formOf(setting)
  switch (form.kind) {
    case 'words':
      return { parse: oneOf(flag, form.words), words: form.words }
    case 'number':
      return { parse: wholeNumber(flag, form) }
    case 'list': {
      const one = repeated(plainValue(flag, longestPath))
      return { parse: (text, before) => one(text, before as readonly string[] | undefined) }
    }
    case 'text':
      return { parse: plainValue(flag, form.longest ?? longestText) }
  }
}
