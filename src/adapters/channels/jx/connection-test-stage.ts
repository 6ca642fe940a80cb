import type { HikyakuError } from '../../../errors/index.ts'

/** The stages of a connection test of a partner that we call, in order. */
export const testStages = [
  'name',
  'tcp',
  'proxy',
  'tls',
  'server-certificate',
  'client-certificate',
  'basic',
  'soap',
] as const

/** `last-call`: of a partner that calls us. */
export type TestStageName = (typeof testStages)[number] | 'last-call'

/** One stage of a connection test as it stands; told anew at each change. */
export interface TestStage {
  readonly name: TestStageName
  /** `skipped`: it does not apply, or an earlier stage failed. */
  readonly state: 'running' | 'passed' | 'failed' | 'skipped'
  /** How long it took; absent while it runs and where nothing was done. */
  readonly milliseconds?: number
  readonly detail?: { readonly ja: string; readonly en: string }
  /** Why it failed, or what is doubtful about it although it passed. */
  readonly fault?: HikyakuError
}

/** How a connection test ended. */
export interface ConnectionTest {
  /** All of them, in order. */
  readonly stages: readonly TestStage[]
  /** `warning`: everything passed, but something wants attention. */
  readonly outcome: 'passed' | 'warning' | 'failed'
}

export interface TestWatch {
  readonly onStage?: (stage: TestStage) => void
  readonly signal?: AbortSignal
}
