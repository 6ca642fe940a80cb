import { writeYaml } from '../../adapters/yaml/index.ts'
import { schemaFile, type WrittenSettings } from '../../domain/settings/index.ts'

/** Settings as YAML; its first line tells editors where the schema lies. */
export function exportedText(written: WrittenSettings): string {
  return writeYaml(written, [`yaml-language-server: $schema=${schemaFile}`])
}
