export { shellWord } from './action.ts'
export { catalogue, faultNameOf, type FaultName } from './catalogue.ts'
export { faultActions, type KnownFault } from './fault-actions.ts'
export { httpStatusOf, sides } from './entry.ts'
export type { FaultEntry, Language } from './entry.ts'
export { issuesOf } from './schema/issue-words.ts'
export { refusedSetting } from './schema/refused-setting.ts'
export { formOfValue } from './schema/value-forms.ts'
export {
  causeParams,
  causeText,
  describeCause,
  faultText,
  HikyakuError,
  isHikyakuError,
  sideOf,
  type FaultParams,
} from './hikyaku-error.ts'
