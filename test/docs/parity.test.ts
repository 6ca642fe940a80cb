import { expect, test } from 'vitest'

import { routes, type RouteName } from '../../src/entry/api/contract.ts'
import { commandNames } from './command-line.ts'

type Way = readonly RouteName[] | string

/** By which routes of the API the same can be done as by each command, or why by none. */
const commands: Readonly<Record<string, Way>> = {
  init: 'makes the home that the API serves',
  start: 'starts the API',
  demo: 'shows two stations to who has none yet',
  practice: ['practice.show', 'practice.start', 'practice.stop'],
  'partner add': ['partners.add'],
  'partner list': ['partners.list'],
  'partner show': ['partners.show'],
  'partner set': [
    'partners.change',
    'partners.change-tls',
    'partners.plan-certificate',
    'partners.unplan-certificate',
  ],
  'partner remove': ['partners.remove'],
  'partner test': ['partners.test'],
  'flow add': ['flows.add'],
  'flow list': ['flows.list'],
  'flow show': ['flows.show'],
  'flow next': ['flows.next'],
  'flow run': ['flows.run', 'runs.stop'],
  'flow set': ['flows.change'],
  'flow hold': ['flows.hold'],
  'flow release': ['flows.release'],
  'flow remove': ['flows.remove'],
  today: ['today.show'],
  'calendar add': ['calendars.put'],
  'calendar list': ['calendars.list'],
  'calendar show': ['calendars.list'],
  'calendar set': ['calendars.put'],
  'calendar import': ['calendars.put'],
  'calendar check': ['calendars.check'],
  'calendar remove': ['calendars.remove'],
  'alert add': ['alerts.put'],
  'alert set': ['alerts.put'],
  'alert list': ['alerts.list'],
  'alert show': ['alerts.list'],
  'alert mail': ['alerts.mail'],
  'alert test': ['alerts.test'],
  'alert log': ['alerts.log'],
  'alert remove': ['alerts.remove'],
  send: ['documents.upload', 'partners.send', 'runs.stop'],
  receive: ['partners.receive', 'runs.stop'],
  'document list': ['documents.list'],
  'document show': ['documents.show'],
  'document save': ['documents.payload'],
  'document retake': ['documents.retake'],
  'document send-again': ['documents.send-again'],
  'document cancel': ['documents.cancel'],
  'document hold': ['documents.hold'],
  'document release': ['documents.release'],
  'exchange list': ['exchanges.list'],
  'exchange show': ['exchanges.show'],
  'fault list': ['faults.list'],
  'fault show': ['faults.show', 'attempts.handshake'],
  'fault acknowledge': ['faults.acknowledge'],
  'bms show': ['documents.slips', 'documents.slip'],
  'bms check': ['documents.findings'],
  'bms search': ['slips.search'],
  'bms answer': ['documents.order', 'documents.try-answer', 'documents.answer'],
  'bms index': 'the API does it by itself before it searches',
  'bms convert': ['documents.converted'],
  'bms layout': ['layouts.list'],
  'tls check': ['tls.check', 'runs.stop'],
  'tls explain': ['attempts.handshake'],
  'tls callers': ['tls.callers'],
  'tls advisories': ['tls.advisories'],
  'tls suites': ['tls.suites', 'tls.check-list', 'partners.tls', 'partners.change-tls'],
  'tls groups': ['partners.tls', 'partners.change-tls'],
  'tls waive': ['partners.waive', 'partners.end-waiver'],
  'certificate import': ['certificates.import'],
  'certificate list': ['certificates.list', 'certificate-requests.list'],
  'certificate show': ['certificates.show'],
  'certificate request': ['certificate-requests.make', 'certificate-requests.csr'],
  'certificate calendar': ['certificates.ends'],
  'certificate replace': ['certificates.replace'],
  'certificate check': ['certificates.check'],
  'certificate remove': ['certificates.remove', 'certificate-requests.withdraw'],
  'user add': ['users.add'],
  'user list': ['users.list'],
  'user set': ['users.change'],
  'user remove': ['users.remove'],
  'token add': ['tokens.add'],
  'token list': ['tokens.list'],
  'token remove': ['tokens.remove'],
  'audit list': ['audit.list'],
  'audit verify': ['audit.verify'],
  'settings export': ['settings.export'],
  'settings import': ['settings.import'],
  backup: ['backup.download'],
  recover: 'start has done it; what is left waits until no process is at work',
  restore: 'makes a home, which no station serves yet',
}

/** Routes of which the command line has no need, and why. */
const routesAlone: Partial<Record<RouteName, string>> = {
  'session.show': 'who types is signed in to the system',
  'session.login': 'who types is signed in to the system',
  'session.logout': 'who types is signed in to the system',
  'session.password': 'user set changes it',
  'session.set-up': 'user add makes the first one',
  'overview.show': 'the lists in one picture',
  'settings.show': 'settings export shows them',
  'settings.change': 'settings.json is edited, or imported',
  'documents.look': 'an operator of the command line has no inbox to look through',
  'documents.preview': 'a saved file is looked at',
  'runs.list': 'a command is its own run',
  'runs.show': 'a command is its own run',
  'runs.events': 'a command tells as it goes',
  'events.follow': 'a list is asked for anew',
  'api.describe': 'about the API itself',
}

test('what each command does the API does too, or it is said why not', () => {
  expect(Object.keys(commands).toSorted()).toEqual(commandNames().toSorted())
})

test('what each route does the command line does too, or it is said why not', () => {
  const known = new Set([
    ...Object.values(commands).flatMap((way) => (typeof way === 'string' ? [] : way)),
    ...Object.keys(routesAlone),
  ])
  expect(Object.keys(routes).filter((name) => !known.has(name as RouteName))).toEqual([])
  expect([...known].filter((name) => !(name in routes))).toEqual([])
})
