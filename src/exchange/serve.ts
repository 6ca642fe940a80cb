/** What a JX server asks of the exchange, in the order of a session. */
export {
  beginCaller,
  endCaller,
  recordServed,
  type Caller,
  type Seen,
  type ServedCall,
} from './served-calls.ts'
export { acceptDocument, type PutCall } from './accept-document.ts'
export {
  damaged,
  offerDocument,
  quarantineOffered,
  type DamagedOffer,
  type GetCall,
  type Offer,
} from './offer-document.ts'
export { confirmTaken, type ConfirmCall } from './confirm-taken.ts'
