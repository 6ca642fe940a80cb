import type { ReactNode } from 'react'
import type { HandshakeView } from '../../../../src/entry/api/contract.ts'
import { labelOfName } from '../../../../src/wire/tls/versions.ts'
import { dayText } from '../../parts/moment.ts'
import { Facts, Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'

type Short = NonNullable<HandshakeView['short']>

/** A handshake that went well: what was agreed on, and who proved to be whom. */
export function Agreed({ short }: { short: Short }): ReactNode {
  const { t } = useWords()
  const { ownCertificate: own } = short
  return (
    <Section title={t('fault.handshake')}>
      <p className="hint">{t('exchange.handshake-short')}</p>
      <Facts
        rows={[
          [t('wire.version'), labelOfName(short.version)],
          [
            t('wire.suite'),
            <span key="suite" className="mono">
              {short.suite}
            </span>,
          ],
          [t('exchange.peer-chain'), <Certificates key="peer" chain={short.peerChain} />],
          [
            t('exchange.own-certificate'),
            own === undefined ? (
              t(short.version === 'TLSv1.3' ? 'exchange.own-hidden' : 'word.none')
            ) : (
              <Certificates key="own" chain={[own]} />
            ),
          ],
        ]}
      />
    </Section>
  )
}

function Certificates({ chain }: { chain: Short['peerChain'] }): ReactNode {
  const { t, language } = useWords()
  if (chain.length === 0) return t('word.none')
  return chain.map(({ subject, issuer, notAfter, sha256 }) => (
    <div key={sha256}>
      {t('exchange.certificate', { subject, issuer, until: dayText(notAfter, language) })}
    </div>
  ))
}
