export { doSteps, stepsToInstall, stepsToRemove, type ServiceStep } from './steps.ts'
export { checkSystem, hasUser, runSystem, stateOf, type ServiceState } from './systemd.ts'
export type { ServiceOrder } from './unit.ts'
