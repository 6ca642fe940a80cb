import type { ResponseOf } from '../../../../src/entry/api/contract.ts'

/** A partner as its page reads it. */
export type PartnerDetail = ResponseOf<'partners.show'>
