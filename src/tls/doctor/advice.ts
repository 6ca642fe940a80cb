import type { HikyakuError } from '../../errors/index.ts'
import { evidenceOfError } from '../explanation/evidence-of-error.ts'
import { explainEvidence } from '../explanation/explain.ts'
import type { Advice, AdviceFacts } from './advice-facts.ts'
import { adviseCertificates } from './advice-certificates.ts'
import { adviseSuites, adviseVersions } from './advice-versions.ts'
import { tell } from './changes.ts'
import type { DoctorReport } from './report.ts'

/** In the order of a handshake: what comes first hides what comes after it. */
const rules: readonly ((facts: AdviceFacts) => Advice | undefined)[] = [
  adviseVersions,
  adviseSuites,
  adviseCertificates,
]

/** Advice on one server; nothing to say where the settings work. */
export function adviceFor(facts: AdviceFacts): Pick<DoctorReport['policy'], 'reasons' | 'changes'> {
  const { unreachable, works, refused } = facts
  if (unreachable !== undefined) return noConnection(unreachable)
  const found = rules.map((rule) => rule(facts)).filter((one) => one !== undefined)
  const own = refused === undefined ? [] : [fromFault(refused)]
  if (works === 'yes') return { reasons: [], changes: [] }
  const advice = [...found, ...own]
  const all = advice.length === 0 ? [fromError(facts)] : advice
  const changes = all.flatMap((one) => one.changes)
  return {
    reasons: all.flatMap(({ reasons }) => reasons),
    changes: changes.toSorted((one, other) => Number(one.weakens) - Number(other.weakens)),
  }
}

function noConnection(fault: HikyakuError): Pick<DoctorReport['policy'], 'reasons' | 'changes'> {
  const { reasons, changes } = fromFault(fault)
  return { reasons: [...reasons], changes: [...changes] }
}

/** The catalogue has both the reason and the remedy. */
function fromFault(fault: HikyakuError): Advice {
  const [ja, en] = [fault.text('ja'), fault.text('en')]
  return {
    reasons: [{ ja: ja.message, en: en.message }],
    changes: [tell({ ja: ja.remedy, en: en.remedy })],
  }
}

/** What the library said is all that is known. */
function fromError({ order, trial, base }: AdviceFacts): Advice {
  if (base.reachable === 'no') {
    const [seen] = base.versions.flatMap(({ detail }) => (detail === undefined ? [] : [detail]))
    const plain = {
      ja: 'そのポートでは TLS を話していません',
      en: 'nothing there speaks TLS',
    }
    const reason =
      seen === undefined ? plain : { ja: `${plain.ja}: ${seen.ja}`, en: `${plain.en}: ${seen.en}` }
    return {
      reasons: [reason],
      changes: [
        tell({
          ja: 'URL のホスト名とポート番号を、接続先の接続通知書と照合してください。',
          en: 'Compare host and port of the URL with the partner’s connection notice.',
        }),
      ],
    }
  }
  if (trial?.error === undefined) return { reasons: [], changes: [] }
  const evidence = evidenceOfError(trial.error, `${order.host}:${order.port}`)
  return {
    reasons: [explainEvidence(evidence).summary],
    changes: [
      tell({
        ja: 'この診断結果を接続先に送り、サーバーのログの確認を依頼してください。',
        en: 'Send this report to the partner and ask them to look into the log of their server.',
      }),
    ],
  }
}
