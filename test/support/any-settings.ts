import fc from 'fast-check'

import { defined } from '../../src/base/defined.ts'
import { parseSettings } from '../../src/domain/settings/settings.ts'
import { itemForms, sections, single, type Section } from '../../src/domain/settings/text-forms.ts'
import { readSettingsText } from '../../src/domain/settings/index.ts'
import { anyOfForm, type Known } from './any-of-form.ts'

const day = fc.constantFrom('2026-10-15', '2027-01-04')
const time = fc.constantFrom('07:00', '18:30', '25:30')
const path = fc.constantFrom('/srv/edi/in', 'C:\\edi\\out', '\\\\server\\share')
const days = fc.constantFrom('business', 'mon,fri', 'd20,eom', 'b-1')
const hours = fc.constantFrom('07:00-22:00', 'business 09:00-17:30')
const address = fc.constantFrom('a@maker.example', 'b@maker.example')

/** What texts must be beyond their form, by the place that they have in it. */
const known: Readonly<Record<Section, Known>> = {
  settings: {
    'clearing.at': fc.constant('02:30'),
    'clearing.recordDays': fc.constant(100),
    'clearing.payloadDays': fc.constant(100),
    tlsCertificate: fc.constant('a.pem'),
    tlsKey: fc.constant('a.key'),
  },
  partners: {
    url: fc.constant('https://edi.example/jx?a=b'),
    proxy: fc.constant('http://proxy.example:8080'),
    trust: fc.constant('system'),
    hours,
    from: fc.constantFrom('urn:a', 'b'),
    to: fc.constantFrom('urn:a', 'b'),
    ownId: fc.constantFrom('4500000000011', '0450'),
    partnerId: fc.constantFrom('4900000000019', '1'),
    user: fc.constantFrom('maker', '001'),
    'nextClientCertificate.from': day,
    'tlsWaiver.host': fc.constant('edi.example:443'),
    'tlsWaiver.allow': fc.constantFrom('small-keys', 'tls1.1'),
    'tlsWaiver.since': day,
    'tlsWaiver.until': day,
    'secrets.password': fc.constant({ env: 'SECRET' }),
    'secrets.proxyPassword': fc.constant({ file: 'secret.txt' }),
    tlsMin: fc.constant('TLSv1.2'),
    tlsMax: fc.constant('TLSv1.3'),
    tlsSuites: fc.constantFrom('TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384'),
  },
  calendars: { 'entries.days': fc.constantFrom('12-29', '2026-08-13', '2026-12-29..2027-01-03') },
  flows: {
    'timetable.zone': fc.constantFrom('Asia/Tokyo', 'Europe/Berlin'),
    'timetable.calendar': fc.constantFrom('japan', 'banks'),
    'timetable.rules.days': days,
    'timetable.rules.except': day,
    'timetable.rules.also': day,
    'timetable.rules.valid': fc.constant({ from: '2026-10-15', to: '2027-01-04' }),
    'timetable.rules.at': time,
    'timetable.rules.every': fc.constant({ minutes: 15, from: '08:00', until: '17:00' }),
    'timetable.rules.cron': fc.constant('0 7 * * 1-5'),
    'folder.path': path,
    'folder.trigger': fc.constant('.end'),
    'folder.doneFile': fc.constant('.done'),
    'folder.mode': fc.constantFrom('0640', '600'),
    'folder.name': fc.constantFrom('*.xml', '{type}_{id}{ext}'),
    'programs.file': path,
    'programs.workingFolder': path,
    'programs.webhook.proxy': fc.constant('http://proxy.example:8080'),
    'programs.webhook.trust': fc.constant('system'),
    'programs.arguments': fc.constantFrom('{file}', '-x'),
    'programs.environment': fc.constantFrom('ERP_HOME', 'LANG'),
    'programs.ok': fc.constantFrom(0, 1),
    'programs.warn': fc.constantFrom(2, 3),
    'expectations.at': time,
    'expectations.days': days,
    'expectations.watchDays': days,
    'expectations.since': fc.constantFrom('18:00-1', '6:30', '18:00-1b'),
    'expectations.watch': fc.constant({ from: '09:00', until: '17:00' }),
    'hold.until': fc.constant('2026-12-01T00:00:00.000Z'),
  },
  mail: {
    'secrets.password': fc.constant({ env: 'SECRET' }),
    'oauth2.tokenUrl': fc.constant('https://login.example/token'),
    from: address,
    host: fc.constantFrom('localhost', 'smtp.maker.example'),
  },
  alerts: {
    mail: address,
    hours,
    'webhook.server': fc.constant('https://hooks.example'),
    'webhook.proxy': fc.constant('http://proxy.example:8080'),
    'webhook.trust': fc.constant('system'),
  },
}

type Json = Record<string, unknown>

/** Takes out of an item what does not go together in it. */
const fitted: { readonly [S in Section]?: (json: Json) => Json } = {
  settings: ({ tlsKey, tlsCertificate, ...json }) =>
    tlsKey === undefined || tlsCertificate === undefined
      ? json
      : { ...json, tlsKey, tlsCertificate },
  partners: (json) => {
    if (json['kind'] === 'jx-client') return { ...json, trust: ['system'] }
    return json['proxy'] === undefined ? without(json, ['proxyUser', 'secrets']) : json
  },
  alerts: (json) => ({
    ...json,
    mail: json['webhook'] === undefined ? ['a@maker.example'] : [],
  }),
  mail: (json) => ({
    ...json,
    ...(json['oauth2'] === undefined ? {} : { user: 'edi' }),
    tls: json['host'] === 'localhost' ? 'none' : 'implicit',
  }),
  flows: (json) => {
    const isSend = json['direction'] === 'send'
    const folder = json['folder'] as Json | undefined
    const isPickUp = folder?.['kind'] === 'pick-up'
    const expectations = json['expectations'] as readonly Json[] | undefined
    const rules = ((json['timetable'] as Json | undefined)?.['rules'] ?? []) as readonly Json[]
    const timetable = { ...(json['timetable'] as Json), rules: rules.map(ruleFitted) }
    const programs = ((json['programs'] ?? []) as readonly Json[]).slice(0, 1)
    return {
      ...without(json, ['folder', 'expectations', 'timetable', 'programs', 'filtered']),
      ...(rules.length === 0 ? {} : { timetable }),
      ...(folder === undefined || isPickUp !== isSend
        ? {}
        : { folder: isPickUp ? pickUpFitted(folder) : { ...folder, exists: 'number' } }),
      ...defined({
        expectations: expectations?.filter(({ kind }) => isSend || kind !== 'fetched'),
      }),
      ...(programs.length === 0
        ? {}
        : { programs: programs.map((one) => programFitted(one, isSend)) }),
    }
  },
}

/** A webhook is called and takes no words; a program is started. */
function programFitted(program: Json, isSend: boolean): Json {
  const step = isSend ? 'sent' : 'received'
  if (program['webhook'] === undefined) return { ...program, step }
  const plain = without(program, ['arguments', 'environment', 'workingFolder', 'ok', 'warn'])
  return { ...plain, step, file: 'https://erp.example' }
}

function ruleFitted(rule: Json): Json {
  const times = ['at', 'every', 'cron'].filter((key) => rule[key] !== undefined)
  if (times.length === 0) return { ...rule, at: '07:00' }
  return without(rule, times.slice(1))
}

function pickUpFitted(folder: Json): Json {
  return folder['trigger'] === undefined
    ? { ...folder, whole: 'stable' }
    : { ...folder, whole: 'trigger' }
}

function without(json: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key)))
}

/** Texts of settings that an import takes; every setting of every form is in some of them. */
export function anySettings(): fc.Arbitrary<Json> {
  const parts = sections.map((section) => {
    const one = anyOfForm(itemForms[section], known[section])
      .map((json) => (fitted[section] ?? ((same) => same))(json as Json))
      .filter((json) => isSound(section, json))
    const many = fc
      .array(one, { minLength: 1, maxLength: 3 })
      .map((items) => items.map((item, at) => ({ ...item, name: `${section} ${at}` })))
    return [section, single.includes(section) ? one : many] as const
  })
  return fc
    .record({ hikyakuSettings: fc.constant(2), ...Object.fromEntries(parts) })
    .map((made) => joined(made as Json))
}

function isSound(section: Section, json: unknown): boolean {
  const value = single.includes(section) ? json : [json]
  return readSettingsText({ hikyakuSettings: 2, [section]: value }).findings.length === 0
}

/** Each flow belongs to a partner that there is, and no two have one kind. */
function joined(made: Json): Json {
  const partners = made['partners'] as readonly Json[]
  // A login belongs to one partner.
  for (const partner of partners) {
    if (partner['kind'] === 'jx-client') partner['user'] = partner['name']
  }
  const flows = (made['flows'] as readonly Json[]).map((flow, at) => {
    const partner = partners[at % partners.length]
    const kind = { formatType: 'SecondGenEDI', documentType: `T${at}` }
    // Who calls us decides when.
    const isCalling = partner?.['kind'] === 'jx-client' && flow['direction'] === 'receive'
    return {
      ...(isCalling ? without(flow, ['timetable']) : flow),
      partner: partner?.['name'],
      ...(flow['kind'] === 'any' && at === 0 ? {} : { kind }),
    }
  })
  const alerts = (made['alerts'] as readonly Json[]).map((alert) => without(alert, ['partner']))
  return { ...made, flows, alerts, settings: parseSettings(made['settings']) }
}
