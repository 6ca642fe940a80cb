import { groupByName, initialGroups } from '../groups/groups.ts'
import { offeredBy, type Advice, type AdviceFacts } from './advice-facts.ts'
import { change, nameOf, places } from './changes.ts'

/** The server takes none of the groups that the settings offer in TLS 1.3. */
export function adviseGroups(facts: AdviceFacts): Advice | undefined {
  const { base, works, variants } = facts
  const taken = base.groups?.names ?? []
  const offered = offeredBy(facts)
  if (works !== 'no' || variants.length > 0 || taken.length === 0) return undefined
  if (offered?.versions.includes('TLSv1.3') !== true) return undefined
  const own = facts.order.policy.tlsGroups ?? initialGroups
  if (own.some((name) => taken.includes(name))) return undefined
  const names = taken.join(', ')
  const usable = taken.filter((name) => groupByName(name) !== undefined)
  const name = nameOf(facts)
  const isInitial = taken.some((one) => initialGroups.includes(one))
  const command = isInitial
    ? `hikyaku tls groups ${name} --restore`
    : `hikyaku tls groups ${name} --set ${[...own, ...usable].join(',')}`
  return {
    reasons: [
      {
        ja: `共通の鍵交換グループがありません。サーバーのグループ: ${names}`,
        en: `there is no common group of the key exchange: the server takes ${names}`,
      },
    ],
    changes:
      usable.length === 0
        ? []
        : [
            change(
              {
                ja: 'サーバーが応じる鍵交換グループを提示に加えます。',
                en: 'Offer a group that the server takes.',
              },
              [command],
              places.tls,
            ),
          ],
  }
}
