import type { Command } from 'commander'

import { defined } from '../../base/defined.ts'
import { plainValue, repeated } from './arguments.ts'
import { addOption } from './command.ts'
import { readSecret } from './secret-file.ts'
import type { Session } from './session.ts'

/** The flags of a webhook, as commander gives them; absent: not typed. */
export interface WebhookFlags {
  readonly webhook?: string
  readonly webhookFile?: string
  readonly secretFile?: string
  readonly proxy?: string
  readonly trust?: readonly string[]
}

/** What was typed of a webhook. */
export interface TypedWebhook {
  readonly url?: string
  readonly key?: string
  readonly proxy?: string
  readonly trust?: string[]
}

const plans = [
  { flags: '--webhook <url>', help: 'option.webhook', parse: plainValue('--webhook', 2000) },
  { flags: '--webhook-file <file>', help: 'option.webhook-file' },
  { flags: '--secret-file <file>', help: 'option.webhook-secret' },
  { flags: '--proxy <url>', help: 'option.webhook-proxy', parse: plainValue('--proxy') },
] as const

/** Where a webhook is, and how it is reached. */
export function addWebhookOptions(command: Command, session: Session): void {
  for (const plan of plans) addOption<string>(command, session, plan)
  addOption<readonly string[]>(command, session, {
    flags: '--trust <file>',
    help: 'option.webhook-trust',
    parse: repeated((typed) => typed),
  })
}

/** @throws HikyakuError argument-invalid, certificate-unreadable; those of reading files */
export async function readWebhook(session: Session, flags: WebhookFlags): Promise<TypedWebhook> {
  const secret = async (flag: string, file: string | undefined): Promise<string | undefined> =>
    file === undefined ? undefined : readSecret(session, flag, file)
  const url = flags.webhook ?? (await secret('--webhook-file', flags.webhookFile))
  const key = await secret('--secret-file', flags.secretFile)
  const trust = flags.trust === undefined ? undefined : await anchors(session, flags.trust)
  return defined({ url, key, proxy: flags.proxy, trust })
}

async function anchors(session: Session, files: readonly string[]): Promise<string[]> {
  const { readTrust } = await import('./trust-files.ts')
  return readTrust(files, session.io.directory)
}
