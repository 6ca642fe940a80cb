import type { CauseRow } from '../explanation.ts'
import { versionCauses } from './version.ts'

/** Every known cause; the first that fits is the explanation. */
export const causes: readonly CauseRow[] = [...versionCauses]
