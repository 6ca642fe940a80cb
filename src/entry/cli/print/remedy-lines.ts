import type { Language } from '../../../errors/index.ts'
import type { Remedy } from '../../../wire/tls/index.ts'

/** What can be done, numbered, with its commands below it. */
export function remedyLines(remedy: Remedy, at: number, language: Language): string[] {
  const commands = remedy.actions?.map(({ command }) => `   ${command}`) ?? []
  return [`${at + 1}. ${remedy[language]}`, ...commands]
}
