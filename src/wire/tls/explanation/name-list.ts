import { clipped } from '../wire/clipped.ts'
import type { Text } from './explanation.ts'

const mostNames = 5

/** The first of a certificate's names, which may be thousands, and how many more there are. */
export function nameList(names: readonly string[], omitted = 0): Text {
  const said = names.slice(0, mostNames).map(clipped).join(', ')
  const more = Math.max(0, names.length - mostNames) + omitted
  if (more === 0) return { ja: said, en: said }
  return { ja: `${said} ほか ${more} 件`, en: `${said} and ${more} more` }
}

/** The same as the params of a `{names}` slot. */
export function nameSlots(
  certificate: { readonly names: readonly string[]; readonly namesOmitted?: number } | undefined,
): { readonly names: string; readonly namesJa: string } {
  const { names = [], namesOmitted } = certificate ?? {}
  const { ja, en } = nameList(names, namesOmitted)
  return { names: en, namesJa: ja }
}
