import { HikyakuError, isHikyakuError } from '../../errors/index.ts'

/**
 * Runs a check; what it refuses says in which setting it stands, as in `timetable.rules.0.at`,
 * so that a form can say it there.
 *
 * @throws HikyakuError what the check threw, with its `setting`
 */
export function atSetting<T>(setting: string, check: () => T): T {
  try {
    return check()
  } catch (cause) {
    if (!isHikyakuError(cause) || cause.params['setting'] !== undefined) throw cause
    throw new HikyakuError(cause.fault, { ...cause.params, setting }, { cause })
  }
}
