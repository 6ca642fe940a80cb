import { expect, test } from 'vitest'

import type { Flow } from './flow.ts'
import { plannedExchanges } from './run-plan.ts'

const kind = { formatType: 'SecondGenEDI', documentType: 'Order' }
const due = (id: string, more: Partial<Flow> = {}) => ({
  slot: { instant: 0 },
  flow: {
    id,
    name: id,
    partner: 'yamada',
    direction: 'receive' as const,
    kind,
    revision: 1,
    createdAt: new Date(0),
    timetableSince: new Date(0),
    ...more,
  },
})

test('one exchange serves all due slots of a partner and direction', () => {
  const plan = plannedExchanges([
    due('a'),
    due('b', { partner: 'kawakami' }),
    due('c'),
    due('d', { direction: 'send' }),
  ])
  expect(plan.map(({ partner, direction, due: all }) => [partner, direction, all.length])).toEqual([
    ['yamada', 'receive', 2],
    ['kawakami', 'receive', 1],
    ['yamada', 'send', 1],
  ])
  expect(plan.every(({ kinds }) => kinds === undefined)).toBe(true)
})

test('kinds are asked for only where every due flow wants its own alone', () => {
  const invoice = { formatType: 'SecondGenEDI', documentType: 'Invoice' }
  const filtered = [due('a', { filtered: true }), due('b', { filtered: true, kind: invoice })]
  expect(plannedExchanges(filtered)[0]?.kinds).toEqual([kind, invoice])
  expect(plannedExchanges([...filtered, due('c')])[0]?.kinds).toBeUndefined()
})
