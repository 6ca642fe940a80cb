import { readdir, stat } from 'node:fs/promises'
import { dirname, join, basename } from 'node:path'
import { HikyakuError } from '../../errors/index.ts'

/** What stands in a text for bytes that are no UTF-8. */
const noCharacter = '\ufffd'

/**
 * Where a file is whose name may be no UTF-8. A program is given its arguments as text, so
 * such a file is found by what its name looks like then.
 *
 * @throws HikyakuError file-unreadable, if several look the same
 */
export async function placeOf(path: string): Promise<string | Buffer> {
  if (!path.includes(noCharacter) || (await isThere(path))) return path
  const [folder, name] = [await placeOf(dirname(path)), basename(path)]
  const inFolder = (bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from(folder), Buffer.from('/'), bytes])
  if (!name.includes(noCharacter)) return inFolder(Buffer.from(name))
  const names = await readdir(folder, { encoding: 'buffer' })
  const found = names.filter((bytes) => bytes.toString('utf8') === name)
  const [only] = found
  if (only === undefined) return join(folder.toString(), name)
  if (found.length === 1) return inFolder(only)
  throw new HikyakuError('file-unreadable', {
    file: path,
    detail: 'several files have names that look like this one; rename it',
    detailJa: '同じように見える名前のファイルが複数あります。名前を変更してください',
  })
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
