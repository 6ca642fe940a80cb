import { faultActions, type HikyakuError } from '../../../errors/index.ts'
import type { Action } from '../action.ts'
import type { Advice, AdviceFacts } from './advice-facts.ts'
import { adviseAgreement } from './advice-agreement.ts'
import { adviseCertificates } from './advice-certificates.ts'
import { adviseConnection } from './advice-connection.ts'
import { adviseGroups } from './advice-groups.ts'
import { adviseHello } from './advice-hello.ts'
import { changeOf, nameOf, tell } from './changes.ts'
import type { TlsCheckChange, TlsCheckReport } from './report.ts'

/** In the order of a handshake: what comes first hides what comes after it. */
const rules: readonly ((facts: AdviceFacts) => Advice | undefined)[] = [
  adviseHello,
  adviseGroups,
  adviseAgreement,
  adviseCertificates,
]

/** Advice on one server; nothing to say where the settings work. */
export function adviceFor(
  facts: AdviceFacts,
): Pick<TlsCheckReport['policy'], 'reasons' | 'changes'> {
  const { unreachable, works, refused } = facts
  if (unreachable !== undefined) return listed(adviseConnection(unreachable))
  if (works === 'yes') return { reasons: [], changes: [] }
  const found = rules.map((rule) => rule(facts)).filter((one) => one !== undefined)
  const own = refused === undefined ? [] : [refusedBy(refused, found)]
  const advice = [...own, ...found]
  const all = advice.length === 0 ? [fromTrial(facts)] : advice
  const changes = all.flatMap((one) => one.changes)
  return {
    reasons: all.flatMap(({ reasons }) => reasons),
    changes: changes.toSorted((one, other) => Number(one.weakens) - Number(other.weakens)),
  }
}

/** Its remedy is in the catalogue; commands that were found for this very server say more. */
function refusedBy(fault: HikyakuError, found: readonly Advice[]): Advice {
  const { reasons, changes } = fromFault(fault)
  return found.some((one) => one.changes.length > 0)
    ? { reasons, changes: [] }
    : { reasons, changes }
}

function listed({
  reasons,
  changes,
}: Advice): Pick<TlsCheckReport['policy'], 'reasons' | 'changes'> {
  return { reasons: [...reasons], changes: [...changes] }
}

/** The catalogue has both the reason and the remedy. */
function fromFault(fault: HikyakuError): Advice {
  const [ja, en] = [fault.text('ja'), fault.text('en')]
  return {
    reasons: [{ ja: ja.message, en: en.message }],
    changes: [changeOf({ ja: ja.remedy, en: en.remedy, actions: placed(fault) })],
  }
}

/** A check of a partner's server needs nothing that the console could not do. */
function placed({ fault, params }: HikyakuError): Action[] {
  return faultActions({ name: fault, params }).flatMap(({ place, command }) =>
    place === undefined ? [] : [{ place, command }],
  )
}

/** What no rule knows is told by how the try itself failed. */
function fromTrial(facts: AdviceFacts): Advice {
  const { trial, base } = facts
  const { explanation } = trial ?? {}
  if (explanation === undefined) {
    return base.reachable === 'no' ? notTls(base) : { reasons: [], changes: [] }
  }
  const { summary, remedies } = explanation
  // To run the check that this is the report of is no advice.
  const others = remedies.filter(({ actions = [] }) => actions[0]?.place !== 'tls-check')
  const changes = others.map(changeOf).map((one) => withoutNobody(facts, one))
  return { reasons: [summary], changes: changes.filter((one) => !isTriedInVain(base, one)) }
}

/** Settings to look at are those of a partner; at an address there may be none. */
function withoutNobody(facts: AdviceFacts, one: TlsCheckChange): TlsCheckChange {
  const show = one.commands.every((command) => command.startsWith('hikyaku partner show '))
  if (nameOf(facts) !== 'PARTNER' || !show || one.commands.length === 0) return one
  return tell(one.text)
}

/**
 * To allow other versions is no advice where the check has asked for each of them in vain, nor
 * is a smaller hello where it sent small ones.
 */
function isTriedInVain({ versions }: AdviceFacts['base'], { commands }: TlsCheckChange): boolean {
  return commands.some((command) => {
    if (command.includes('tls groups ')) return versions.every(({ spoken }) => spoken !== 'yes')
    const [min, max] = [/--tls-min (\S+)/, /--tls-max (\S+)/].map((flag) => flag.exec(command)?.[1])
    const at = (name: string | undefined): number =>
      versions.findIndex(({ version }) => version === name)
    const asked = versions.slice(at(min ?? max), at(max ?? min) + 1)
    return (min ?? max) !== undefined && asked.every(({ spoken }) => spoken !== 'yes')
  })
}

function notTls({ versions }: AdviceFacts['base']): Advice {
  const [seen] = versions.flatMap(({ detail }) => (detail === undefined ? [] : [detail]))
  return {
    reasons: [
      seen ?? { ja: 'そのポートでは TLS を話していません', en: 'nothing there speaks TLS' },
    ],
    changes: [
      tell({
        ja: 'URL のホスト名とポート番号を、接続先の接続通知書と照合してください。',
        en: 'Compare host and port of the URL with the partner’s connection notice.',
      }),
    ],
  }
}
