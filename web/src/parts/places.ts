import type { FaultAction } from '../../../src/entry/api/contract.ts'
import type { WordKey } from '../words/words.ts'

export type Place = NonNullable<FaultAction['place']>

interface Where {
  readonly word: WordKey
  /** Within the pages of a partner, or a page of its own. */
  readonly path: { readonly ofPartner: string } | { readonly page: string }
}

const where: Readonly<Record<Place, Where>> = {
  partner: { word: 'place.partner', path: { ofPartner: '/basic' } },
  'client-auth': { word: 'place.client-auth', path: { ofPartner: '/options#client-auth' } },
  suites: { word: 'place.suites', path: { ofPartner: '/options#suites' } },
  waiver: { word: 'place.waiver', path: { ofPartner: '/options#waiver' } },
  trust: { word: 'place.trust', path: { ofPartner: '/options#trust' } },
  'partner-test': { word: 'place.partner-test', path: { ofPartner: '/test' } },
  certificates: { word: 'nav.certificates', path: { page: '/certificates' } },
  'tls-check': { word: 'nav.tls', path: { page: '/tls-check' } },
  settings: { word: 'nav.settings', path: { page: '/settings' } },
  partners: { word: 'nav.partners', path: { page: '/partners' } },
  users: { word: 'nav.users', path: { page: '/users' } },
  inbox: { word: 'nav.inbox', path: { page: '/inbox' } },
  outbox: { word: 'nav.outbox', path: { page: '/outbox' } },
  exchanges: { word: 'nav.exchanges', path: { page: '/exchanges' } },
  faults: { word: 'nav.faults', path: { page: '/faults' } },
  callers: { word: 'nav.callers', path: { page: '/callers' } },
  advisories: { word: 'nav.advisories', path: { page: '/advisories' } },
}

/** How a place is called, and its address; without a partner, the list of partners comes first. */
export function placeOf(
  place: Place,
  partner: string | undefined,
): { readonly word: WordKey; readonly href: string } {
  const { word, path } = where[place]
  const name = partner === undefined ? '' : encodeURIComponent(partner)
  if ('page' in path) {
    return { word, href: name === '' ? path.page : `${path.page}?partner=${name}` }
  }
  return { word, href: name === '' ? '/partners' : `/partners/${name}${path.ofPartner}` }
}
