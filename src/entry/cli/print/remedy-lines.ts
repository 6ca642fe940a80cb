import type { Remedy } from '../../../wire/tls/index.ts'
import type { Session } from '../session.ts'

/** What can be done, numbered, with its commands below it. */
export function remedyLines(
  remedy: Remedy,
  at: number,
  { language, typed }: Pick<Session, 'language' | 'typed'>,
): string[] {
  const commands = remedy.actions?.map(({ command }) => `   ${typed(command)}`) ?? []
  return [`${at + 1}. ${remedy[language]}`, ...commands]
}
