import { hyphenated } from '../../../base/hyphenated.ts'
import {
  proxyUrl,
  serverUrl,
  type Partner,
  type SecretName,
} from '../../../domain/partners/index.ts'
import { isSettingOf } from '../../../domain/partners/setting-forms.ts'
import { badArgument } from '../arguments.ts'
import type { PartnerOptions } from './options.ts'
import {
  clearable,
  flagOf,
  optionOf,
  partnerSettings,
  secretFlagOf,
  secretsBeside,
} from './setting-options.ts'
import type { PartnerSetting } from './spoken-settings.ts'

/** What is said of a wrong URL is said of its option, before anything else is read. */
const checks: { readonly [S in PartnerSetting]?: (text: string) => string } = {
  url: serverUrl,
  proxy: proxyUrl,
}

/** What is of no use without another setting, and goes with it. */
const goesWith: { readonly [S in PartnerSetting]?: PartnerSetting } = { proxy: 'proxyUser' }

/** What is the id where nothing else was typed (`newPartner`), and changes with it then. */
const derived = [
  ['from', 'ownId'],
  ['to', 'partnerId'],
] as const

/**
 * The partner with what the options name, and nothing else, changed; but From and To go
 * along with the ids that they were derived from.
 *
 * @param anchors the content of the files that `--trust` names, if it was given
 * @throws HikyakuError argument-invalid, setting-invalid
 */
export function changedPartner(
  partner: Partner,
  options: PartnerOptions,
  anchors: readonly string[] | undefined,
): Partner {
  checkKind(partner, options)
  const cleared = clearedBy(options)
  const changed: Record<string, unknown> = { ...partner }
  for (const setting of partnerSettings) {
    const given = setting === 'trust' ? anchors : options[optionOf(setting)]
    if (given !== undefined) changed[setting] = checks[setting]?.(String(given)) ?? given
    if (cleared.has(setting)) changed[setting] = setting === 'trust' ? [] : undefined
  }
  for (const [header, id] of derived) {
    const isGiven = options[optionOf(header)] !== undefined
    if (!isGiven && partner[header] === partner[id]) changed[header] = changed[id]
  }
  const kept = Object.entries(changed).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as unknown as Partner
}

/** What `--unset` clears; what goes with it, goes too. */
export function clearedBy({
  unset = [],
  ...options
}: PartnerOptions): ReadonlySet<PartnerSetting | SecretName> {
  const cleared = new Set<PartnerSetting | SecretName>()
  const clear = (name: PartnerSetting | SecretName): void => {
    cleared.add(name)
    const setting = partnerSettings.find((one) => one === name)
    if (setting === undefined) return
    secretsBeside(setting).forEach(clear)
    const other = goesWith[setting]
    if (other !== undefined) clear(other)
  }
  for (const word of unset) {
    const name = clearable.get(word)
    if (name !== undefined) clear(name)
  }
  for (const name of cleared) checkNotGiven(name, options)
  return cleared
}

function checkNotGiven(name: PartnerSetting | SecretName, options: PartnerOptions): void {
  const setting = partnerSettings.find((one) => one === name)
  const property =
    setting === undefined ? (`${name as SecretName}File` as const) : optionOf(setting)
  if (options[property] === undefined) return
  throw badArgument(`--unset ${hyphenated(name)}`, {
    en: 'cannot be cleared and given at once',
    ja: '消すことと指定することは同時にできません',
  })
}

function checkKind(partner: Partner, options: PartnerOptions): void {
  const other = partner.kind === 'jx-server' ? 'jx-client' : 'jx-server'
  const flag = flagsOfOthers(partner.kind, options)[0]
  if (flag === undefined) return
  throw badArgument(flag, {
    en: `is for --${other} partners only`,
    ja: `--${other} の接続先だけのものです`,
  })
}

/** The options that were typed, and are not for a partner of this kind. */
function flagsOfOthers(kind: Partner['kind'], options: PartnerOptions): string[] {
  const flags = partnerSettings
    .filter((setting) => !isSettingOf(kind, setting))
    .flatMap((setting) => [
      ...(options[optionOf(setting)] === undefined ? [] : [flagOf(setting)]),
      ...secretsBeside(setting)
        .filter((secret) => options[`${secret}File`] !== undefined)
        .map(secretFlagOf),
    ])
  if (kind === 'jx-server') return options.jxClient === true ? [...flags, '--jx-client'] : flags
  return options.fromDate === undefined ? flags : [...flags, '--from-date']
}
