import type { Socket } from 'node:net'
import { defined } from '../../../base/defined.ts'
import { withoutPostQuantum } from '../groups/groups.ts'
import type { TlsPlan } from '../policy/policy.ts'
import { allSuites, isDefinedIn } from '../suites/index.ts'
import { serverHelloIn } from './survey.ts'
import type { TlsCheck } from './tls-check.ts'
import { questions } from './questions.ts'
import type { HelloVariant } from './report.ts'
import { tryPolicy, type PolicyTrial, type Variation } from './trial.ts'

const pauseMilliseconds = 100

type OfSettings = Exclude<HelloVariant, 'ssl2-form'>

/** The likeliest first; each changes one thing of the hello that the settings lead to. */
const variations: Readonly<Record<OfSettings, (plan: TlsPlan) => Variation | undefined>> = {
  'without-post-quantum': ({ groups }) => {
    const rest = withoutPostQuantum(groups)
    return rest === undefined ? undefined : { options: { ecdhCurve: rest.join(':') } }
  },
  'tls1.2': ({ versions }) =>
    versions.includes('TLSv1.2') ? { options: { maxVersion: 'TLSv1.2' } } : undefined,
  'without-name': () => ({ options: { servername: '' } }),
  'two-writes': () => ({ options: {}, over: inTwoWrites }),
}

/** One hello that was changed, and whether the server answered it in TLS. */
export interface VariantTrial {
  readonly variant: HelloVariant
  readonly answered: boolean
  readonly bytes?: number
}

/** Causes of a failure at the hello itself: no word of a server was seen. */
const atHello: ReadonlySet<string> = new Set([
  'silent-after-hello',
  'cut-after-hello',
  'hello-not-understood',
  'peer-saw-protocol-error',
])

/**
 * Where the settings' own hello gets no answer, tries hellos that are like it but for one
 * thing; at a server that answers none of ours, only one without the name and one in the form
 * of SSL 2.0, which servers of old want.
 */
export async function tryVariants(
  check: TlsCheck,
  plan: TlsPlan,
  { trial, answersOthers }: { readonly trial: PolicyTrial; readonly answersOthers: boolean },
): Promise<VariantTrial[]> {
  const failedAtHello = atHello.has(trial.explanation?.cause ?? '') && !trial.answered
  if (!failedAtHello || plan.engine !== 'runtime') return []
  if (answersOthers) return tryEach(check, plan, Object.keys(variations) as OfSettings[])
  // One that hangs up on every hello of ours may do so for the name, which all of them have.
  const isCut = trial.explanation?.cause === 'cut-after-hello'
  const tried = isCut ? await tryEach(check, plan, ['without-name']) : []
  if (!tried.some(({ answered }) => answered)) tried.push(...(await trySsl2Form(check)))
  return tried.some(({ answered }) => answered) ? tried : []
}

/** Our libraries cannot send such a hello, so it is written by hand. */
async function trySsl2Form(check: TlsCheck): Promise<VariantTrial[]> {
  const variant = 'ssl2-form'
  const suites = allSuites.filter((suite) => isDefinedIn(suite, 'TLSv1') && suite.code !== 0)
  const hello = {
    version: 'TLSv1.2',
    suites: suites.map(({ code }) => code),
    form: 'ssl2',
  } as const
  const answer = await check.ask(questions.variant(variant), hello, 'hello')
  if (answer === undefined) return []
  const inSsl2 = answer.facts.some((fact) => fact.kind === 'not-tls' && fact.protocol === 'ssl2')
  return [{ variant, answered: inSsl2 || serverHelloIn(answer) !== undefined }]
}

async function tryEach(
  check: TlsCheck,
  plan: TlsPlan,
  variants: readonly OfSettings[],
): Promise<VariantTrial[]> {
  const tried: VariantTrial[] = []
  for (const variant of variants) {
    const variation = variations[variant](plan)
    if (variation === undefined) continue
    const found = await tryPolicy(check, plan, {
      ...variation,
      question: questions.variant(variant),
    })
    if (found === undefined) break
    const { answered, hello } = found
    tried.push({ variant, answered, ...defined({ bytes: hello?.bytes }) })
  }
  return tried
}

/** The first bytes that are written go out in two pieces, one after the other. */
function inTwoWrites(socket: Socket): Socket {
  const write = socket.write.bind(socket) as (chunk: Buffer, done?: Done) => boolean
  const first = (chunk: Buffer, done?: Done): boolean => {
    socket.write = write as Socket['write']
    const half = Math.ceil(chunk.byteLength / 2)
    // A copy: whose buffer it is may take it back when the first half is gone.
    const rest = Buffer.from(chunk.subarray(half))
    setTimeout(() => {
      if (!socket.destroyed) write(rest)
    }, pauseMilliseconds)
    return write(chunk.subarray(0, half), done)
  }
  socket.write = first as Socket['write']
  return socket
}

type Done = (error?: Error | null) => void
