import type { HandOverFolder } from '../exchange/index.ts'
import type { FlowSettings } from './flow.ts'

/**
 * Looks at the folder that a flow is to have before its settings are kept; makes it and its
 * mark where that is asked for.
 *
 * @param before the settings that stand: a folder that stays as it is is not touched.
 * @throws HikyakuError folder-unreachable
 */
export async function readyFolder(
  { handOver }: { readonly handOver: HandOverFolder },
  { folder }: Partial<Pick<FlowSettings, 'folder'>>,
  { make = false, before }: { readonly make?: boolean; readonly before?: FlowSettings } = {},
): Promise<void> {
  if (folder === undefined) return
  const { folder: old } = before ?? {}
  if (old?.path === folder.path && old.marker === folder.marker) return
  if (make) await handOver.furnish(folder.path, { make, mark: false })
  await handOver.inspect(folder.path, false)
  if (folder.marker) await handOver.furnish(folder.path, { make: false, mark: true })
}
