import { plainText } from '../../base/plain-text.ts'
import { shellWord } from '../../errors/index.ts'

/** Turns a command, as a remedy names it, into what is typed to reach the same home. */
export type Typed = (command: string) => string

/** @param home what stood after `--home`; without it the home is found again as it was found */
export function typedAt(home: string | undefined): Typed {
  if (home === undefined || home === '') return (command) => command
  const begun = `hikyaku --home ${plainText(shellWord(home))} `
  return (command) => command.replace(/^hikyaku /, () => begun)
}
