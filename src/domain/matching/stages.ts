import type { MessageKindName } from '../../wire/bms/index.ts'

/** 発注 → 出荷 → 受領 → 請求 → 支払. */
export const stages = ['order', 'shipment', 'receiving', 'invoice', 'payment'] as const
export type Stage = (typeof stages)[number]

const stageOfKind: Partial<Record<MessageKindName, Stage>> = {
  order: 'order',
  shipment: 'shipment',
  'package-shipment': 'shipment',
  'loose-package-shipment': 'shipment',
  receiving: 'receiving',
  'corrected-receiving': 'receiving',
  return: 'receiving',
  invoice: 'invoice',
  payment: 'payment',
}

/** The stage that a kind of message belongs to; undefined for what is not matched. */
export function stageOf(kind: MessageKindName): Stage | undefined {
  return stageOfKind[kind]
}

/** Kinds of messages that are matched. */
export const matchedKinds = Object.keys(stageOfKind) as readonly MessageKindName[]

/** Stages that a partner uses, by the messages that there are. */
export function usedStages(kinds: readonly MessageKindName[]): readonly Stage[] {
  return stages.filter((stage) => kinds.some((kind) => stageOf(kind) === stage))
}
