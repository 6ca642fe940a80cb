export { dueSlots, spreadOf, type DueSlots, type SlotRecord, type SlotState } from './due-slots.ts'
export { flowOf, nearlyFlowOf, sameKind, type Filed } from './filing.ts'
export { parseFlow, type FlowInput } from './flow-schema.ts'
export { checkTimetable, timetableOf } from './flow-timetable.ts'
export {
  programSteps,
  type Direction,
  type Expectation,
  type Flow,
  type FlowKind,
  type FlowProgram,
  type FlowRule,
  type FlowSettings,
  type FlowTimetable,
  type HandOverPlace,
  type PickUpFolder,
  type ProgramStep,
} from './flow.ts'
export { handOverName, patternTrouble, usesSerial, type NameValues } from './hand-over-name.ts'
export {
  fetchDeadline,
  judge,
  occurrences,
  type ByTime,
  type Judged,
  type Occurrence,
  type OccurrenceFacts,
  type OccurrenceState,
  type Reckoning,
} from './occurrence.ts'
export {
  boardRow,
  summaryOf,
  type BoardDeadline,
  type BoardMark,
  type BoardRow,
  type BoardState,
  type BoardSummary,
  type BoardVerdict,
  type DayCounts,
  type DayOfFlow,
  type JudgedDeadline,
} from './board.ts'
export { boardStates, occurrenceStates, slotStates } from './board-words.ts'
export { dayBoard, type DayBoard } from './day-board.ts'
export { countedAt, deadlinesOf, overdueOf, windowOfDays } from './deadlines.ts'
export { watchDeadlines } from './watch-deadlines.ts'
export { reckoningOf } from './reckoning.ts'
export {
  fitsPattern,
  inOrder,
  isNeverTaken,
  sameLook,
  triggerNames,
  watched,
  wholeness,
  type FileLook,
  type Watched,
  type Wholeness,
} from './whole-file.ts'
export {
  handsOver,
  picksUp,
  type HandOverFlow,
  type PickUpContext,
  type PickUpFlow,
} from './folder-flows.ts'
export type {
  DropFolder,
  Moved,
  OpenDrop,
  PickedFile,
  PickedFiles,
  TakenPlace,
} from './drop-folder.ts'
export { pickUpForRun, pickUpLook, type FolderMemory, type PickUpLook } from './pick-up-flow.ts'
export { handOverFlow, type HandOverRound } from './hand-over-flow.ts'
export { hoursOf, type PartnerHours } from './partner-hours.ts'
export type { FlowSecrets } from './program-webhooks.ts'
export { runFlowProgram, type FlowRunFacts } from './run-programs.ts'
export { documentProgramsOf, runDocumentPrograms, type LookedUpTo } from './document-programs.ts'
export { programKey, type ProgramContext } from './run-program.ts'
export { processDocument, settlePrograms } from './changing-programs.ts'
export type {
  Holder,
  Launch,
  LaunchEnd,
  ProgramLauncher,
  ProgramQuery,
  ProgramRun,
  ProgramShelf,
} from './program-ports.ts'
export type { ProgramState } from './program-states.ts'
export { excuseDay } from './excusing.ts'
export { readyFolder } from './ready-folder.ts'
export { calendarNamed } from './calendar-named.ts'
export {
  calendarText,
  parseCalendarText,
  readCalendarText,
  textOfWhen,
  type CalendarFinding,
  type CalendarText,
} from './calendar-text.ts'
export {
  daysOfYear,
  findCalendar,
  putCalendar,
  removeCalendar,
  verdictOn,
  withEntries,
} from './changing-calendars.ts'
export { parseCompanyCalendar } from './company-calendar.ts'
export type {
  CalendarBook,
  CompanyCalendar,
  ExcusedDay,
  ExcusedDays,
  FlowBook,
  FlowTables,
  HandOverNames,
  SlotChange,
  SlotLog,
} from './ports.ts'
export {
  addFlow,
  changeFlow,
  findFlow,
  holdFlow,
  removeFlow,
  type FlowContext,
} from './changing-flows.ts'
export { settingsOf } from './flow.ts'
export { tryFlow, type TriedFlow } from './try-flow.ts'
export { upcoming } from './upcoming.ts'
export { previewOf, type PreviewedSlot } from './preview.ts'
export { plannedExchanges, type DueFlow, type PlannedExchange } from './run-plan.ts'
