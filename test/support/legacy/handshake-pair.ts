import { LegacyEngine } from '../../../src/wire/tls/legacy/engine.ts'
import type { LegacySession } from '../../../src/wire/tls/legacy/handshake/order.ts'
import type { LegacyTlsError } from '../../../src/wire/tls/legacy/legacy-error.ts'
import {
  handshakeOrder,
  type LegacyConnectOptions,
} from '../../../src/wire/tls/legacy/socket-options.ts'
import type { ScriptedServer } from './scripted-server.ts'

/** What came of an engine. */
export interface EngineRun {
  readonly engine: LegacyEngine
  readonly data: Buffer[]
  readonly recorded: { side: 'client' | 'server'; bytes: Buffer }[]
  session: LegacySession | undefined
  failure: LegacyTlsError | undefined
  ended: boolean
  /** Bytes for the server that nobody took yet. */
  out: Buffer[]
}

export type EngineOptions = Omit<LegacyConnectOptions, 'socket' | 'onHandshakeBytes'>

/** An engine that notes what it says; nothing is connected to it. */
export function loneEngine(options: EngineOptions): EngineRun {
  const run: Omit<EngineRun, 'engine'> = {
    data: [],
    recorded: [],
    session: undefined,
    failure: undefined,
    ended: false,
    out: [],
  }
  const engine = new LegacyEngine(handshakeOrder(options), {
    wire: (bytes) => run.out.push(bytes),
    handshakeBytes: (side, bytes) => run.recorded.push({ side, bytes }),
    connected: (session) => {
      run.session = session
    },
    data: (bytes) => run.data.push(bytes),
    ended: () => {
      run.ended = true
    },
    failed: (error) => {
      run.failure = error
    },
  })
  return Object.assign(run, { engine })
}

/** Carries bytes to and fro until both sides have nothing more to say. */
export function pump(run: EngineRun, server: ScriptedServer): void {
  for (let turns = 0; run.out.length > 0; turns += 1) {
    if (turns > 50) throw new Error('both sides talk without end')
    const bytes = Buffer.concat(run.out)
    run.out = []
    const answer = server.receive(bytes)
    if (answer.length > 0) run.engine.receive(answer)
  }
}

/** A whole handshake of an engine with a scripted server. */
export function shake(options: EngineOptions, server: ScriptedServer): EngineRun {
  const run = loneEngine(options)
  run.engine.start()
  pump(run, server)
  return run
}
