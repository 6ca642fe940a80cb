import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'

import { causeText } from '../errors/index.ts'
import { badArgument, hasControls } from './arguments.ts'
import type { Session } from './session.ts'

/**
 * Reads a password from the first line of a file in UTF-8; `-` is stdin. Passwords never
 * come as arguments, which other users of the machine can see.
 *
 * @param argument the option's name, for messages
 * @throws HikyakuError argument-invalid
 */
export async function readSecret(
  session: Session,
  argument: string,
  file: string,
): Promise<string> {
  const text = file === '-' ? await session.io.readStdin() : await bytesOf(session, argument, file)
  const secret = Buffer.from(text)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '')
  if (secret === '' || hasControls(secret)) {
    throw badArgument(argument, {
      en: `${file} must hold one line with the password and nothing else`,
      ja: `${file} にはパスワードを 1 行だけ書いてください`,
    })
  }
  return secret
}

async function bytesOf(session: Session, argument: string, file: string): Promise<Uint8Array> {
  const path = resolve(session.io.directory, file)
  try {
    const { mode } = await stat(path)
    const bytes = await readFile(path)
    // Windows keeps access rights elsewhere; the mode says nothing there.
    // Files are open to all by default, and the command did what it was asked: no other status.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      session.mention('password-file-open', { file })
    }
    return bytes
  } catch (error) {
    throw badArgument(argument, causeText(error))
  }
}
