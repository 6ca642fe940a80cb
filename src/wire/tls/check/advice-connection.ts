import type { FaultName, HikyakuError } from '../../../errors/index.ts'
import type { Advice } from './advice-facts.ts'
import { tell } from './changes.ts'
import type { TlsCheckChange } from './report.ts'

type Text = TlsCheckChange['text']
type Params = HikyakuError['params']

/** What stands at the head of the report is not said again: the server and its port. */
const reasons: Readonly<Partial<Record<FaultName, (params: Params) => Text>>> = {
  'name-not-found': ({ host }) => ({
    ja: `ホスト名 ${String(host)} が見つかりません（名前解決の失敗）`,
    en: `the host name ${String(host)} was not found (name resolution failed)`,
  }),
  'connection-refused': () => ({
    ja: '接続が拒否されました（そのポートでは何も動いていないか、途中の機器が拒否しています）',
    en: 'the connection was refused: nothing listens at that port, or a device on the way refuses it',
  }),
  'connection-timeout': ({ seconds }) => ({
    ja: `${String(seconds)} 秒以内に接続できませんでした（応答がありません）`,
    en: `no connection within ${String(seconds)} s: there is no answer`,
  }),
  'connection-failed': ({ detail, detailJa = detail }) => ({
    ja: `接続できませんでした: ${String(detailJa)}`,
    en: `it could not be reached: ${String(detail)}`,
  }),
}

/** No connection, so nothing to say of TLS; the remedy is that of the fault. */
export function adviseConnection(fault: HikyakuError): Advice {
  const [ja, en] = [fault.text('ja'), fault.text('en')]
  const reason = reasons[fault.fault]?.(fault.params) ?? { ja: ja.message, en: en.message }
  return { reasons: [reason], changes: [tell({ ja: ja.remedy, en: en.remedy })] }
}
