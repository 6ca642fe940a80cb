import { createElement, lazy, useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { NotFound } from '../pages/not-found.tsx'

const aheads: (() => Promise<unknown>)[] = []

/**
 * Each page is a file of its own, read when somebody goes there, or ahead of that. One that
 * was read is shown at once: React keeps whoever waits for a file waiting for 300 ms.
 */
function page<K extends string>(
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
): ComponentType {
  let known: ComponentType | undefined
  const read = async (): Promise<{ default: ComponentType }> => {
    known = (await load())[name]
    return { default: known }
  }
  aheads.push(read)
  const Unread = lazy(read)
  return function Shown() {
    // What a page began as it stays: another kind of component would lose what was typed.
    const [Body] = useState<ComponentType>(() => known ?? Unread)
    return createElement(Body)
  }
}

const aheadMilliseconds = 500

/** Reads the files of all pages while nothing else is to do. */
function useReadAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => void readAhead(), aheadMilliseconds)
    return () => clearTimeout(timer)
  }, [])
}

async function readAhead(): Promise<void> {
  try {
    for (const read of aheads) await read()
  } catch {
    // Whoever goes to a page that could not be read is told there.
  }
}

const Home = page(() => import('../pages/home/home.tsx'), 'Home')
const FaultList = page(() => import('../pages/faults/fault-list.tsx'), 'FaultList')
const FaultPage = page(() => import('../pages/faults/fault-page.tsx'), 'FaultPage')
const ExchangeList = page(() => import('../pages/exchanges/exchange-list.tsx'), 'ExchangeList')
const ExchangePage = page(() => import('../pages/exchanges/exchange-page.tsx'), 'ExchangePage')
const Inbox = page(() => import('../pages/inbox/inbox.tsx'), 'Inbox')
const Outbox = page(() => import('../pages/documents/boxes.tsx'), 'Outbox')
const Mailbox = page(() => import('../pages/documents/boxes.tsx'), 'Mailbox')
const DocumentPage = page(() => import('../pages/documents/document-page.tsx'), 'DocumentPage')
const AnswerPage = page(() => import('../pages/answer/answer-page.tsx'), 'AnswerPage')
const SlipSearch = page(() => import('../pages/slips/slip-search.tsx'), 'SlipSearch')
const Matching = page(() => import('../pages/matching/matching.tsx'), 'Matching')
const FlowList = page(() => import('../pages/flows/flow-list.tsx'), 'FlowList')
const FlowPage = page(() => import('../pages/flows/flow-page.tsx'), 'FlowPage')
const NewFlow = page(() => import('../pages/flows/flow-form.tsx'), 'NewFlow')
const Calendars = page(() => import('../pages/calendars/calendars.tsx'), 'Calendars')
const Alerts = page(() => import('../pages/alerts/alerts.tsx'), 'Alerts')
const PartnerList = page(() => import('../pages/partners/partner-list.tsx'), 'PartnerList')
const PartnerPage = page(() => import('../pages/partners/partner-page.tsx'), 'PartnerPage')
const NewPartner = page(() => import('../pages/partners/new-partner.tsx'), 'NewPartner')
const Certificates = page(() => import('../pages/certificates/certificates.tsx'), 'Certificates')
const CertificatePage = page(
  () => import('../pages/certificates/certificate-page.tsx'),
  'CertificatePage',
)
const TlsCheck = page(() => import('../pages/tls-check/tls-check.tsx'), 'TlsCheck')
const Callers = page(() => import('../pages/callers/callers.tsx'), 'Callers')
const CallerPage = page(() => import('../pages/callers/caller-page.tsx'), 'CallerPage')
const Advisories = page(() => import('../pages/advisories/advisories.tsx'), 'Advisories')
const AdvisoryPage = page(() => import('../pages/advisories/advisory-page.tsx'), 'AdvisoryPage')
const Clearing = page(() => import('../pages/clearing/clearing.tsx'), 'Clearing')
const Users = page(() => import('../pages/station/users.tsx'), 'Users')
const Audit = page(() => import('../pages/station/audit.tsx'), 'Audit')
const Settings = page(() => import('../pages/station/settings.tsx'), 'Settings')

/** Which page an address shows. */
export function Pages(): ReactNode {
  useReadAhead()
  return (
    <Switch>
      <Route path="/" component={Home} />
      <Route path="/inbox" component={Inbox} />
      <Route path="/outbox" component={Outbox} />
      <Route path="/mailbox" component={Mailbox} />
      <Route path="/slips" component={SlipSearch} />
      <Route path="/matching" component={Matching} />
      <Route path="/documents/:id" component={DocumentPage} />
      <Route path="/documents/:id/answer" component={AnswerPage} />
      <Route path="/exchanges" component={ExchangeList} />
      <Route path="/exchanges/:id" component={ExchangePage} />
      <Route path="/faults" component={FaultList} />
      <Route path="/faults/:id" component={FaultPage} />
      <Route path="/callers" component={Callers} />
      <Route path="/callers/:id" component={CallerPage} />
      <Route path="/flows" component={FlowList} />
      <Route path="/flows/new" component={NewFlow} />
      <Route path="/flows/:name" component={FlowPage} />
      <Route path="/calendars" component={Calendars} />
      <Route path="/alerts" component={Alerts} />
      <Route path="/partners" component={PartnerList} />
      <Route path="/partners/new" component={NewPartner} />
      <Route path="/partners/:name/:tab?" component={PartnerPage} />
      <Route path="/certificates" component={Certificates} />
      <Route path="/certificates/:name" component={CertificatePage} />
      <Route path="/tls-check" component={TlsCheck} />
      <Route path="/advisories" component={Advisories} />
      <Route path="/advisories/:id" component={AdvisoryPage} />
      <Route path="/clearing" component={Clearing} />
      <Route path="/users" component={Users} />
      <Route path="/audit" component={Audit} />
      <Route path="/settings" component={Settings} />
      <Route component={NotFound} />
    </Switch>
  )
}
