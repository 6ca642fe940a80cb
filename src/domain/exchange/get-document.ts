import { defined } from '../../base/defined.ts'
import type { HikyakuError } from '../../errors/index.ts'
import type { Attempt } from './attempt.ts'
import { keepReceived, type Kept } from './keep-received.ts'
import type { ExchangeContext, GetAnswer, PayloadDraft } from './ports.ts'
import { beginAttempt, endAttempt, failAttempt, type Run } from './run.ts'
import { Tries } from './tries.ts'

/** GetDocument filter of the 2007 edition. */
export interface Filter {
  readonly formatType: string
  readonly documentType: string
}

export type Got =
  | { readonly kind: 'kept'; readonly kept: Kept }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly failure: HikyakuError }

/** Gets the next document and keeps it, with retries: a Get changes nothing at the server. */
export async function getDocument(run: Run, filter: Filter | undefined): Promise<Got> {
  const tries = new Tries(run)
  for (;;) {
    const attempt = await beginAttempt(run, { operation: 'GetDocument', number: tries.number })
    run.context.steps.reached('get.attempt-begun')
    try {
      const kept = await getOnce(run, attempt, filter)
      return kept === undefined ? { kind: 'nothing' } : { kind: 'kept', kept }
    } catch (cause) {
      const { error } = await failAttempt(run, attempt, cause)
      if (!(await tries.again(error))) return { kind: 'failed', failure: error }
    }
  }
}

async function getOnce(
  run: Run,
  attempt: Attempt,
  filter: Filter | undefined,
): Promise<Kept | undefined> {
  const draft = lazyDraft(run.context)
  try {
    const answer = await ask(run, filter, draft)
    if (answer.kind === 'document') {
      return await keepReceived(run, attempt, answer, await draft.opened())
    }
    await run.context.ledger.commit((tables) => endAttempt(run, tables, attempt, answer))
    return undefined
  } finally {
    await draft.discard()
  }
}

async function ask(run: Run, filter: Filter | undefined, sink: LazyDraft): Promise<GetAnswer> {
  const { signal } = run.watch
  return run.channel.get(filter, sink, {
    progress: (done, total) => run.watch.progress?.('GetDocument', done, total),
    ...defined({ signal }),
  })
}

interface LazyDraft extends Pick<PayloadDraft, 'write' | 'discard'> {
  opened(): Promise<PayloadDraft>
}

/** Most Gets of a day answer "nothing", so no file is opened before the first byte. */
function lazyDraft(context: ExchangeContext): LazyDraft {
  let draft: PayloadDraft | undefined
  const opened = async (): Promise<PayloadDraft> => (draft ??= await context.payloads.draft())
  return {
    opened,
    write: (chunk) =>
      draft === undefined ? opened().then((open) => open.write(chunk)) : draft.write(chunk),
    discard: async () => {
      await draft?.discard()
    },
  }
}
