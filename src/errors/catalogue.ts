import { alertFaults } from './catalogue/alerts.ts'
import { businessFaults } from './catalogue/business.ts'
import { certificateFaults } from './catalogue/certificates.ts'
import { channelAnswerFaults } from './catalogue/channel-answers.ts'
import { channelCertificateFaults } from './catalogue/channel-certificates.ts'
import { channelFaults } from './catalogue/channel.ts'
import { settingsTextFaults } from './catalogue/settings-text.ts'
import { clearingFaults } from './catalogue/clearing.ts'
import { consoleFaults } from './catalogue/console.ts'
import { deadlineFaults } from './catalogue/deadlines.ts'
import { diagnosisFaults } from './catalogue/diagnosis.ts'
import { documentFaults } from './catalogue/document.ts'
import { envelopeFaults } from './catalogue/envelope.ts'
import { handOverFaults } from './catalogue/hand-over.ts'
import { homeFaults } from './catalogue/home.ts'
import { flowFaults } from './catalogue/flows.ts'
import { loginFaults } from './catalogue/logins.ts'
import { pickUpFaults } from './catalogue/pick-up.ts'
import { programFaults } from './catalogue/programs.ts'
import { recordFaults } from './catalogue/records.ts'
import { serverFaults } from './catalogue/server.ts'
import { serviceFaults } from './catalogue/service.ts'
import { settingsFaults } from './catalogue/settings.ts'
import { storeFaults } from './catalogue/store.ts'
import { tlsGroupFaults } from './catalogue/tls-groups.ts'
import { tlsHandshakeFaults } from './catalogue/tls-handshake.ts'
import { tlsPolicyFaults } from './catalogue/tls-policy.ts'
import { tlsFaults } from './catalogue/tls.ts'

/**
 * Every failure the station reports on purpose.
 *
 * One row per ID, and nothing about an ID is written anywhere else: exit
 * status, SOAP side, retry rule, texts and `docs/faults.md` are all read from
 * here. An ID is never renamed, and a retired one is never used again.
 *
 * 2010 client and TLS · 2011 envelope · 2012 server · 2013 documents ·
 * 2014 store · 2015 settings · 2016 command line · 2017 console and API ·
 * 2018 flows, timetables and alerts ·
 * 2019 business documents
 */
export const catalogue = {
  ...tlsFaults,
  ...tlsHandshakeFaults,
  ...tlsPolicyFaults,
  ...tlsGroupFaults,
  ...recordFaults,
  ...certificateFaults,
  ...channelFaults,
  ...channelAnswerFaults,
  ...loginFaults,
  ...channelCertificateFaults,
  ...diagnosisFaults,
  ...envelopeFaults,
  ...serverFaults,
  ...documentFaults,
  ...handOverFaults,
  ...pickUpFaults,
  ...deadlineFaults,
  ...alertFaults,
  ...clearingFaults,
  ...settingsTextFaults,
  ...programFaults,
  ...storeFaults,
  ...homeFaults,
  ...serviceFaults,
  ...settingsFaults,
  ...consoleFaults,
  ...flowFaults,
  ...businessFaults,
}

/** The name by which code speaks of a fault; operators see the ID. */
export type FaultName = keyof typeof catalogue

const namesById: ReadonlyMap<string, FaultName> = new Map(
  Object.entries(catalogue).map(([name, entry]) => [entry.id, name as FaultName]),
)

/** Finds a fault's name by its eight digits. */
export function faultNameOf(id: string): FaultName | undefined {
  return namesById.get(id)
}
