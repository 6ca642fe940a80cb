/**
 * With whom documents are exchanged, and how: settings, checked, and changed with a note of it.
 *
 * @module
 */
export {
  proxyAddress,
  proxyUrl,
  readAddress,
  serverUrl,
  withoutLogin,
  type Endpoint,
} from './addresses.ts'
export {
  planSwitch,
  planSwitches,
  withSwitch,
  type CertificateSwitch,
} from './certificate-switch.ts'
export { apartSettings } from './apart-settings.ts'
export { addressOfPartner, newPartner, unfinishedTls } from './partner-checks.ts'
export {
  addPartner,
  callablePartner,
  changePartner,
  removePartner,
  withoutProperty,
  type PartnerState,
} from './partners.ts'
export { changeTls, endWaiver, giveWaiver } from './change-tls.ts'
export {
  clientForm,
  secretNames,
  serverForm,
  standards,
  type ClientPartner,
  type Partner,
  type PartnerSecrets,
  type SecretName,
  type ServerPartner,
  type SettingName,
} from './partner.ts'
export { waitingUnderOldIds } from './old-ids.ts'
export { certificateInForce, stationDay } from './certificate-in-force.ts'
export { addressOf, endpointOf } from './endpoint.ts'
export { findPartner } from './find-partner.ts'
export { secretsAfter, type SecretChanges } from './secrets.ts'
export { putPartners, secretsMissing } from './put-partners.ts'
export { parsePartner } from './partner-settings.ts'
