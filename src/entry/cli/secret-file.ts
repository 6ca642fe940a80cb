import { hasControls } from '../../base/controls.ts'
import { writtenText } from '../../base/written-text.ts'
import { badArgument } from './arguments.ts'
import { mostBytes, readInputOrStdin, statInput } from './input-file.ts'
import type { Session } from './session.ts'

/**
 * Reads a password from the first line of a file in UTF-8 or, with its mark, UTF-16; `-` is stdin. Passwords never
 * come as arguments, which other users of the machine can see.
 *
 * @param argument the option's name, for messages
 * @throws HikyakuError argument-invalid; those of readInput
 */
export async function readSecret(
  session: Session,
  argument: string,
  file: string,
): Promise<string> {
  const bytes = await readInputOrStdin(session.io, file, mostBytes.secret)
  if (file !== '-') await mentionOpenFile(session, file)
  const secret = writtenText(bytes).replace(/\r?\n$/, '')
  if (secret === '' || hasControls(secret)) {
    throw badArgument(argument, {
      en: `${file} must hold one line with the password and nothing else`,
      ja: `${file} にはパスワードを 1 行だけ書いてください`,
    })
  }
  if (/[ \t\u3000]$/u.test(secret)) session.mention('password-file-blank', { file })
  return secret
}

/** Files are open to all by default, and the command did what it was asked: no other status. */
async function mentionOpenFile(session: Session, file: string): Promise<void> {
  // Windows keeps access rights elsewhere; the mode says nothing there.
  if (process.platform === 'win32') return
  const { mode } = await statInput({ file, directory: session.io.directory })
  if ((mode & 0o077) !== 0) session.mention('password-file-open', { file })
}
