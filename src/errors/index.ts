export { catalogue, faultNameOf, type FaultName } from './catalogue.ts'
export type { FaultEntry, FaultText, Language } from './entry.ts'
export {
  describeCause,
  faultText,
  HikyakuError,
  isHikyakuError,
  type FaultParams,
} from './hikyaku-error.ts'
