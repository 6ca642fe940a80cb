import type { Command } from 'commander'
import { addOption } from '../command.ts'
import type { Session } from '../session.ts'
import {
  flagOf,
  optionForm,
  partnerSettings,
  secretFlagOf,
  secretsBeside,
  type OptionOf,
  type ValueOf,
} from './setting-options.ts'
import { spokenSettings, type PartnerSetting } from './spoken-settings.ts'

/** The options of `partner add` and `partner set`, as parsed. */
export type PartnerOptions = {
  readonly [S in PartnerSetting as OptionOf<S>]?: ValueOf<S>
} & {
  readonly jxClient?: true
  readonly passwordFile?: string
  readonly proxyPasswordFile?: string
  /** Of `set` only: the day from which the certificate takes the place of the present one. */
  readonly fromDate?: string
  /** What `--unset` names, as it was typed. */
  readonly unset?: readonly string[]
}

/** Adds the options that `partner add` and `partner set` share. */
export function addPartnerOptions(command: Command, session: Session): void {
  for (const setting of partnerSettings) {
    const { value, help } = spokenSettings[setting]
    addOption<unknown>(command, session, {
      flags: `${flagOf(setting)} <${value}>`,
      help,
      ...optionForm(setting),
    })
    // The other kind of partner has no URL.
    if (setting === 'url') {
      addOption(command, session, { flags: '--jx-client', help: 'option.jx-client' })
    }
    for (const secret of secretsBeside(setting)) {
      addOption(command, session, {
        flags: `${secretFlagOf(secret)} <file>`,
        help: secret === 'password' ? 'option.password-file' : 'option.proxy-password-file',
      })
    }
  }
}
