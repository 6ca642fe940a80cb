import { lazy, type ComponentType, type ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { NotFound } from '../pages/not-found.tsx'

/** Each page is a file of its own, read when somebody goes there. */
function page<K extends string>(
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
): ComponentType {
  return lazy(async () => {
    const loaded: ComponentType = (await load())[name]
    return { default: loaded }
  })
}

const Home = page(() => import('../pages/home/home.tsx'), 'Home')
const FaultList = page(() => import('../pages/faults/fault-list.tsx'), 'FaultList')
const FaultPage = page(() => import('../pages/faults/fault-page.tsx'), 'FaultPage')
const ExchangeList = page(() => import('../pages/exchanges/exchange-list.tsx'), 'ExchangeList')
const ExchangePage = page(() => import('../pages/exchanges/exchange-page.tsx'), 'ExchangePage')
const Inbox = page(() => import('../pages/documents/boxes.tsx'), 'Inbox')
const Outbox = page(() => import('../pages/documents/boxes.tsx'), 'Outbox')
const Mailbox = page(() => import('../pages/documents/boxes.tsx'), 'Mailbox')
const DocumentPage = page(() => import('../pages/documents/document-page.tsx'), 'DocumentPage')
const PartnerList = page(() => import('../pages/partners/partner-list.tsx'), 'PartnerList')
const PartnerPage = page(() => import('../pages/partners/partner-page.tsx'), 'PartnerPage')
const NewPartner = page(() => import('../pages/partners/new-partner.tsx'), 'NewPartner')
const Certificates = page(() => import('../pages/certificates/certificates.tsx'), 'Certificates')
const CertificatePage = page(
  () => import('../pages/certificates/certificate-page.tsx'),
  'CertificatePage',
)
const TlsCheck = page(() => import('../pages/tls-check/tls-check.tsx'), 'TlsCheck')
const Users = page(() => import('../pages/station/users.tsx'), 'Users')
const Audit = page(() => import('../pages/station/audit.tsx'), 'Audit')
const Settings = page(() => import('../pages/station/settings.tsx'), 'Settings')

/** Which page an address shows. */
export function Pages(): ReactNode {
  return (
    <Switch>
      <Route path="/" component={Home} />
      <Route path="/inbox" component={Inbox} />
      <Route path="/outbox" component={Outbox} />
      <Route path="/mailbox" component={Mailbox} />
      <Route path="/documents/:id" component={DocumentPage} />
      <Route path="/exchanges" component={ExchangeList} />
      <Route path="/exchanges/:id" component={ExchangePage} />
      <Route path="/faults" component={FaultList} />
      <Route path="/faults/:id" component={FaultPage} />
      <Route path="/partners" component={PartnerList} />
      <Route path="/partners/new" component={NewPartner} />
      <Route path="/partners/:name/:tab?" component={PartnerPage} />
      <Route path="/certificates" component={Certificates} />
      <Route path="/certificates/:name" component={CertificatePage} />
      <Route path="/tls-check" component={TlsCheck} />
      <Route path="/users" component={Users} />
      <Route path="/audit" component={Audit} />
      <Route path="/settings" component={Settings} />
      <Route component={NotFound} />
    </Switch>
  )
}
