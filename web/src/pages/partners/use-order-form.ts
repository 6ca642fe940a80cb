import type { UseMutationResult } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import type { PartnerTls } from '../../../../src/entry/api/contract.ts'
import type { TlsVersion } from '../../../../src/wire/tls/versions.ts'
import type { ApiFailure, Request } from '../../api/client.ts'
import { reread, useChange } from '../../api/queries.ts'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useNewer, type Newer } from './use-newer.ts'

export interface Range {
  readonly tlsMin: TlsVersion
  readonly tlsMax: TlsVersion
}

interface Order extends Range {
  readonly list: string
  /** Empty: the initial ones. */
  readonly groups: string
}

export interface OrderForm {
  /** What is typed, over what stands. */
  readonly order: Order
  readonly stands: Order
  readonly newer: Newer<keyof Order>
  readonly change: (more: Partial<Order>) => void
  readonly apply: UseMutationResult<PartnerTls, ApiFailure, Request<'partners.change-tls'>>
  readonly dirty: boolean
  readonly submit: (event: SubmitEvent) => void
  readonly undo: () => void
  readonly accept: () => void
}

/** Versions and suite order being changed; what somebody else saves meanwhile loses no input. */
export function useOrderForm(name: string, tls: PartnerTls): OrderForm {
  const [typed, setTyped] = useState<Partial<Order>>({})
  const { list: listed, tlsMin, tlsMax } = tls
  const stands: Order = {
    list: listed,
    groups: tls.isInitialGroups ? '' : tls.groups,
    tlsMin,
    tlsMax,
  }
  const order: Order = { ...stands, ...typed }
  const newer = useNewer({ values: stands, revision: tls.revision }, typed)
  const apply = useChange('partners.change-tls', ['partners', 'audit'])
  const dirty = JSON.stringify(order) !== JSON.stringify(stands)
  useUnsaved(dirty)
  return {
    order,
    stands,
    newer,
    change: (more) => {
      newer.begin()
      setTyped((before) => ({ ...before, ...more }))
    },
    apply,
    dirty,
    submit: (event) => {
      event.preventDefault()
      const { list, groups, ...range } = order
      const same = tls.isInitial && list === tls.list
      const lists = { list: same ? null : list, groups: groups === '' ? null : groups }
      const body = { ...range, ...lists, revision: newer.revision }
      apply.mutate(
        { params: { name }, body },
        { onSuccess: () => setTyped({}), onError: () => void reread('partners') },
      )
    },
    undo: () => {
      apply.reset()
      setTyped({})
    },
    accept: () => {
      apply.reset()
      newer.accept()
    },
  }
}
