/**
 * The one place where the parts are joined to a station: opened, made, served, checked,
 * kept at work.
 *
 * @module
 */
export {
  defaultLimits,
  type ServeOptions,
  type Station,
  type StationLimits,
  type StationOptions,
} from './station.ts'
export { damageParams, type BackupReport } from '../adapters/store/index.ts'
export { openStation } from './open-station.ts'
export {
  backupStation,
  createStationHome,
  homeAuthority,
  inspectStart,
  restoreStation,
  serverCertificate,
} from './create-home.ts'
export {
  checkedAddress,
  type ConnectionTest,
  type TestStage,
  type TlsCheckTarget,
} from '../adapters/channels/jx/index.ts'
export {
  certificateWatch,
  hourMilliseconds,
  lookAtCertificates,
} from './background/certificate-watch.ts'
export { exchangesOf, programsOf, timetableAtWork } from './background/run-timetable.ts'
export { handOverAtWork } from './background/hand-over-work.ts'
export { pickUpAtWork } from './background/pick-up-work.ts'
export { programsAtWork } from './background/program-work.ts'
export { deadlineWatch } from './background/deadline-watch.ts'
export { clearingAtWork } from './background/clearing-work.ts'
export { alertsAtWork } from './background/alert-work.ts'
export { runFlowNow } from './background/flow-now.ts'
export type { BackgroundWork } from './background/background.ts'
export { keepStation } from './background/keep-station.ts'
export { createRunBook, type RunBook } from './runs/run-book.ts'
export type { Run, RunEnd } from './runs/run.ts'
