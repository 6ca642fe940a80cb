import { defined } from '../../../base/defined.ts'
import type { Clock } from '../../../base/clock.ts'
import type { HikyakuError } from '../../../errors/index.ts'
import {
  testStages,
  type ConnectionTest,
  type TestStage,
  type TestStageName,
} from './connection-test-stage.ts'

type Detail = NonNullable<TestStage['detail']>

/** Where a connection test stands; tells each change. */
export class TestBoard {
  readonly #clock: Clock
  readonly #tell: (stage: TestStage) => void
  readonly #names: readonly TestStageName[]
  readonly #stages = new Map<TestStageName, TestStage>()
  readonly #begun = new Map<TestStageName, number>()

  constructor(
    clock: Clock,
    tell: (stage: TestStage) => void,
    names: readonly TestStageName[] = testStages,
  ) {
    this.#clock = clock
    this.#tell = tell
    this.#names = names
  }

  begin(name: TestStageName): void {
    this.#begun.set(name, this.#clock.now().getTime())
    this.#set({ name, state: 'running' })
  }

  /** @param fault what is doubtful although it passed */
  pass(name: TestStageName, detail?: Detail, fault?: HikyakuError): void {
    this.#end(name, 'passed', {
      ...defined({ detail, fault }),
    })
  }

  fail(name: TestStageName, fault: HikyakuError): void {
    this.#end(name, 'failed', { fault })
  }

  skip(name: TestStageName, detail?: Detail): void {
    this.#set({ name, state: 'skipped', ...defined({ detail }) })
  }

  /** The stage that runs, the first of them if there are several. */
  get running(): TestStageName | undefined {
    return this.#names.find((name) => this.#stages.get(name)?.state === 'running')
  }

  isRunning(name: TestStageName): boolean {
    return this.#stages.get(name)?.state === 'running'
  }

  /** What was not reached is skipped. */
  result(): ConnectionTest {
    for (const name of this.#names) {
      const state = this.#stages.get(name)?.state
      if (state === undefined || state === 'running') this.skip(name)
    }
    const stages = this.#names
      .map((name) => this.#stages.get(name))
      .filter((one) => one !== undefined)
    const failed = stages.some(({ state }) => state === 'failed')
    const doubtful = stages.some(({ fault }) => fault !== undefined)
    return { stages, outcome: failed ? 'failed' : doubtful ? 'warning' : 'passed' }
  }

  #end(
    name: TestStageName,
    state: 'passed' | 'failed',
    more: Pick<TestStage, 'detail' | 'fault'>,
  ): void {
    const begun = this.#begun.get(name)
    const milliseconds = begun === undefined ? undefined : this.#clock.now().getTime() - begun
    this.#set({ name, state, ...defined({ milliseconds }), ...more })
  }

  #set(stage: TestStage): void {
    this.#stages.set(stage.name, stage)
    this.#tell(stage)
  }
}
