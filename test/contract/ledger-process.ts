import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Opener } from './ledger-under-test.ts'

export type Order =
  | { readonly kind: 'lease'; readonly name: string }
  | { readonly kind: 'keep'; readonly messageId: string; readonly times: number }
  | { readonly kind: 'keep-pairs' }

export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'lease'; readonly heldBy: string | null }
  | { readonly kind: 'kept'; readonly own: readonly string[]; readonly known: readonly string[] }
  | { readonly kind: 'pair'; readonly id: string }

/** A process of its own over the same database. */
export interface LedgerProcess {
  readonly pid: number
  lease(name: string): Promise<string | null>
  keep(messageId: string, times: number): Promise<Extract<Answer, { kind: 'kept' }>>
  /** Starts keeping pairs; gives the list that grows with each one reported. */
  keepPairs(): readonly string[]
  /** kill -9: no handler, no flush. */
  kill(): Promise<void>
}

export async function startLedgerProcess({ module, argument }: Opener): Promise<LedgerProcess> {
  const script = fileURLToPath(new URL('./ledger-child.ts', import.meta.url))
  const child: ChildProcess = fork(script, [module, argument], { execArgv: [], stdio: 'inherit' })
  const exited = once(child, 'exit')
  const next = async (): Promise<Answer> => {
    const gone = exited.then(() => Promise.reject(new TypeError('the process ended')))
    return (await Promise.race([once(child, 'message'), gone]))[0] as Answer
  }
  const ask = async (order: Order): Promise<Answer> => {
    const answered = next()
    child.send(order)
    return answered
  }
  await next()
  return {
    pid: child.pid ?? 0,
    lease: async (name) =>
      ((await ask({ kind: 'lease', name })) as Extract<Answer, { kind: 'lease' }>).heldBy,
    keep: async (messageId, times) =>
      (await ask({ kind: 'keep', messageId, times })) as Extract<Answer, { kind: 'kept' }>,
    keepPairs: () => {
      const kept: string[] = []
      child.on('message', (answer: Answer) => {
        if (answer.kind === 'pair') kept.push(answer.id)
      })
      child.send({ kind: 'keep-pairs' } satisfies Order)
      return kept
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
