import { causeParams, HikyakuError, isHikyakuError } from '../../../errors/index.ts'

/** A failed write in the words of the catalogue: disk-full, home-not-writable, file-held or write-failed. */
export function diskFailure(cause: unknown, path: string): HikyakuError {
  if (isHikyakuError(cause)) return cause
  const detail = causeParams(cause)
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new HikyakuError('disk-full', detail, { cause })
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new HikyakuError('home-not-writable', { home: path, ...detail }, { cause })
  }
  if (code === 'EBUSY') return new HikyakuError('file-held', { file: path, ...detail }, { cause })
  return new HikyakuError('write-failed', detail, { cause })
}

/**
 * A failed fsync. It is never tried again: the kernel may have dropped the pages and
 * would then report success (the 2020 fsync-failure study). A full disk is told as what it is.
 */
export function syncFailure(cause: unknown): HikyakuError {
  const failure = diskFailure(cause, '')
  if (failure.fault === 'disk-full') return failure
  return new HikyakuError('sync-failed', causeParams(cause), { cause })
}
