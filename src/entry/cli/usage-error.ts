import { CommanderError } from 'commander'

import { HikyakuError } from '../../errors/index.ts'

/** What the parser of the arguments found wrong, in Japanese; `{name}` is what it named. */
const japanese: Readonly<Record<string, string>> = {
  'commander.missingArgument': '引数 {name} がありません',
  'commander.optionMissingArgument': 'オプション {name} の値がありません',
  'commander.missingMandatoryOptionValue': 'オプション {name} が必要です',
  'commander.unknownOption': 'オプション {name} は知られていません',
  'commander.unknownCommand': 'コマンド {name} は知られていません',
  'commander.excessArguments': '引数が多すぎます',
  'commander.help': 'コマンドがありません',
}

/** Whether `--help` or `--version` ended the command, which is no error. */
export function isHelpShown(error: unknown): boolean {
  return error instanceof CommanderError && error.exitCode === 0
}

/** The fault for a usage error of the parser; undefined for any other error. */
export function usageFault(error: unknown): HikyakuError | undefined {
  if (!(error instanceof CommanderError)) return undefined
  if (error.code === 'commander.help') {
    return new HikyakuError('argument-invalid', {
      detail: 'the command is missing',
      detailJa: japanese[error.code] ?? '',
    })
  }
  const detail = error.message.replace(/^error: /, '').replace(/\n\s*/g, ' ')
  const name = /'([^']+)'/.exec(detail)?.[1] ?? ''
  const hint = /\(Did you mean (?:one of )?(.+)\?\)/.exec(detail)?.[1]
  const known = japanese[error.code]?.replace('{name}', name)
  const guess = hint === undefined ? '' : `（もしかして: ${hint}）`
  return new HikyakuError('argument-invalid', {
    detail,
    ...(known === undefined ? {} : { detailJa: known + guess }),
  })
}
