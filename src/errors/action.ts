/** Where the console does something: a page, or a part of a partner's page. Stable names. */
export const actionPlaces = [
  'partner',
  'client-auth',
  'suites',
  'waiver',
  'trust',
  'partner-test',
  'certificates',
  'tls-check',
  'settings',
  'partners',
  'users',
  'inbox',
  'outbox',
  'exchanges',
  'faults',
  'callers',
  'advisories',
] as const
export type ActionPlace = (typeof actionPlaces)[number]

/**
 * What an operator does about something: the console leads to its place, the command line
 * prints the command. Neither is said in the words of the text beside it.
 */
export interface Action {
  readonly place: ActionPlace
  /** As it is typed; capitals stand for what the operator knows. */
  readonly command: string
}

/** What a fault advises; without a place there is nothing in the console that does it. */
export type FaultAction = Pick<Action, 'command'> & Partial<Pick<Action, 'place'>>

/** `{partner}` and other slots in the command are filled in later. */
export function action(place: ActionPlace, command: string): Action {
  return { place, command: `hikyaku ${command}` }
}

/** For what the console cannot do, such as to start the station. */
export function typed(command: string): FaultAction {
  return { command: `hikyaku ${command}` }
}

/** The commands that several remedies share. */
export const actions = {
  showPartner: action('partner', 'partner show {partner}'),
  testPartner: action('partner-test', 'partner test {partner}'),
  check: action('tls-check', 'tls check {partner}'),
  restoreSuites: action('suites', 'tls suites {partner} --restore'),
  setSuites: action('suites', 'tls suites {partner} --set LIST'),
  restoreGroups: action('suites', 'tls groups {partner} --restore'),
  standardVersions: setVersions('--tls-min TLSv1.2 --tls-max TLSv1.3'),
  importCertificate: action('certificates', 'certificate import FILE --name NAME'),
  requestCertificate: action('certificates', 'certificate request NAME --subject DN --out FILE'),
  showCertificate: action('client-auth', 'certificate show NAME'),
  chooseCertificate: action('client-auth', 'partner set {partner} --client-certificate NAME'),
  trust: action('trust', 'partner set {partner} --trust FILE'),
  serverName: action('trust', 'partner set {partner} --tls-server-name NAME'),
  endWaiver: action('waiver', 'tls waive {partner} --end'),
  listCertificates: action('certificates', 'certificate list'),
  setLogin: action('partner', 'partner set {partner} --user USER --password-file FILE'),
  setPassword: action('partner', 'partner set {partner} --password-file FILE'),
  setUrl: action('partner', 'partner set {partner} --jx-server URL'),
  planCertificate: action(
    'client-auth',
    'partner set {partner} --client-certificate NAME --from-date YYYY-MM-DD',
  ),
  setServerCertificate: action('settings', 'start --tls-certificate FILE --tls-key FILE'),
  listFaults: action('faults', 'fault list'),
} as const

/** The range of versions stands with the suite order. */
export function setVersions(flags: string): Action {
  return action('suites', `partner set {partner} ${flags}`)
}

/** A dated waiver. */
export function waive(allow: string): Action {
  return action(
    'waiver',
    `tls waive {partner} --allow ${allow} --reason TEXT --by NAME --until YYYY-MM-DD`,
  )
}

/**
 * As a word of a shell; a name with blanks is quoted, in the way that shells of Windows know too
 * unless a shell would find something in it.
 */
export function shellWord(name: string): string {
  if (/^[\w.,:/-]+$/.test(name)) return name
  return /["$`!]/.test(name) ? `'${name.replaceAll("'", "'\\''")}'` : `"${name}"`
}
