import { isHikyakuError, type HikyakuError } from '../../errors/index.ts'
import type { Actor } from '../../domain/accounts/index.ts'
import { putAlert, removeAlert, setMailServer } from '../../domain/alerts/index.ts'
import {
  addFlow,
  changeFlow,
  holdFlow,
  putCalendar,
  removeCalendar,
  removeFlow,
  type FlowContext,
} from '../../domain/flows/index.ts'
import { putPartners, removePartner } from '../../domain/partners/index.ts'
import type { HeldFlow, ItemChange, Section, SettingsText } from '../../domain/settings/index.ts'
import { defined } from '../../base/defined.ts'
import type { GivenSecrets } from './given-secrets.ts'

/** Is told of each item that is refused; the others go on, so that all mistakes are told at once. */
export type Refused = (section: Section, name: string, error: HikyakuError) => void

/** What is to be done, and by whom. */
export interface Deeds {
  readonly actor: Actor
  readonly text: SettingsText
  readonly secrets: GivenSecrets
  readonly changes: readonly ItemChange[]
}

/**
 * Does what differs, each as its own command would do it, in an order in which nothing is needed
 * before it is there, nor removed while it is needed.
 */
export async function applyChanges(
  context: FlowContext,
  deeds: Deeds,
  refused: Refused,
): Promise<void> {
  const { actor, text, secrets } = deeds
  const names = (section: Section, isRemoved: boolean): readonly string[] =>
    deeds.changes
      .filter((one) => one.section === section && (one.kind === 'remove') === isRemoved)
      .map(({ name }) => name)
  const each = async (
    section: Section,
    list: readonly string[],
    work: (name: string) => Promise<unknown>,
  ): Promise<void> => {
    for (const name of list) {
      const error = await attempted(() => work(name))
      if (error !== undefined) refused(section, name, error)
    }
  }
  await each('alerts', names('alerts', true), (name) => removeAlert(context, actor, name))
  await each('flows', names('flows', true), (name) => removeFlow(context, actor, name))
  await each('calendars', names('calendars', false), (name) =>
    putCalendar(context, actor, named(text.calendars, name)),
  )
  const partners = (text.partners ?? [])
    .filter(({ item }) => names('partners', false).includes(item.name))
    .map(({ item }) => ({ partner: item, secrets: secrets.partners.get(item.name) ?? {} }))
  await putPartners(context, actor, partners, (name, error) => {
    refused('partners', name, error)
  })
  const flows = names('flows', false)
  await putFlows(
    context,
    actor,
    (text.flows ?? []).filter(({ flow }) => flows.includes(flow.name)),
    refused,
  )
  await each('partners', names('partners', true), (name) => removePartner(context, actor, name))
  await each('calendars', names('calendars', true), (name) => removeCalendar(context, actor, name))
  const { mail } = text
  if (mail !== undefined && names('mail', false).length > 0) {
    // What the text leaves out is meant to be gone, and not kept.
    const { oauth2 } = mail.item
    const server = { ...mail.item, oauth2, ...defined({ password: secrets.mail }) }
    await each('mail', [''], () => setMailServer(context, actor, server))
  }
  await each('alerts', names('alerts', false), (name) =>
    putAlert(context, actor, named(text.alerts, name)),
  )
}

/**
 * Flows may be in each other's way while they change – one takes the kind or the folder that
 * another gives up – so those that were refused are tried again as long as one gets through.
 */
async function putFlows(
  context: FlowContext,
  actor: Actor,
  flows: readonly HeldFlow[],
  refused: Refused,
): Promise<void> {
  let left = flows
  while (left.length > 0) {
    const failed: [HeldFlow, HikyakuError][] = []
    for (const one of left) {
      const error = await attempted(() => putFlow(context, actor, one))
      if (error !== undefined) failed.push([one, error])
    }
    if (failed.length === left.length) {
      for (const [{ flow }, error] of failed) refused('flows', flow.name, error)
      return
    }
    left = failed.map(([one]) => one)
  }
}

async function putFlow(
  context: FlowContext,
  actor: Actor,
  { flow, hold }: HeldFlow,
): Promise<void> {
  const { name } = flow
  const before = await context.ledger.flows.find(name)
  if (before === undefined) await addFlow(context, actor, input(flow))
  else await changeFlow(context, actor, { name, input: input(flow) })
  const was = before?.hold
  const isSame = was?.reason === hold?.reason && was?.until?.getTime() === hold?.until?.getTime()
  if (isSame) return
  if (was !== undefined) await holdFlow(context, actor, { name, hold: undefined })
  if (hold !== undefined) await holdFlow(context, actor, { name, hold })
}

/** What was read is what may be given, but for what cannot be changed in it. */
function input(flow: HeldFlow['flow']): Parameters<typeof addFlow>[2] {
  return flow as Parameters<typeof addFlow>[2]
}

function named<T extends { readonly name: string }>(
  items: readonly T[] | undefined,
  name: string,
): T | undefined {
  return items?.find((one) => one.name === name)
}

/** @returns what the operator has to mend; trouble of the station itself goes on */
async function attempted(work: () => Promise<unknown>): Promise<HikyakuError | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (isHikyakuError(error) && error.entry.side === 'operator') return error
    throw error
  }
}
