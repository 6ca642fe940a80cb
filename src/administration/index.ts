/**
 * What people change in a station: partners, TLS settings, certificates, documents,
 * faults. Checked, and noted in the audit log; the command line and the API both come here.
 *
 * @module
 */
export { proxyUrl, serverUrl } from './addresses.ts'
export {
  certificateWarnings,
  findCertificate,
  importCertificate,
  removeCertificate,
  usersOfCertificate,
  type CertificateFile,
} from './certificates.ts'
export {
  findRequest,
  makeRequest,
  withdrawRequest,
  type RequestOrder,
} from './certificate-requests.ts'
export { planSwitch, withSwitch, type CertificateSwitch } from './certificate-switch.ts'
export { queueFile, retake, sendAgain } from './documents.ts'
export { acknowledgeFault } from './faults.ts'
export { changeSettings, importSettings, type ImportReport } from './import-settings.ts'
export { addressOfPartner, checkTogether, newPartner } from './partner-checks.ts'
export {
  addPartner,
  callablePartner,
  changePartner,
  removePartner,
  withoutProperty,
  type PartnerState,
} from './partners.ts'
export { readSettingsText, writeSettingsText, type SettingsText } from './settings-text.ts'
export { changeTls, endWaiver, giveWaiver } from './tls.ts'
