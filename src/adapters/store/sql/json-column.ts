import { HikyakuError } from '../../../errors/index.ts'

/**
 * Reads a column that holds JSON.
 *
 * SQLite has no checksums over its pages: bytes that a disk changed come back as text.
 *
 * @throws HikyakuError database-failed
 */
export function parseColumn(column: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new HikyakuError(
      'database-failed',
      { detail: `${column} is damaged`, detailJa: `${column} が壊れています` },
      { cause: error },
    )
  }
}
