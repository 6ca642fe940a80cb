import { stringify } from 'yaml'

/**
 * JSON as YAML: the same value is always the same text. What another reader could take for a
 * number, a time or a yes is put in quotes.
 *
 * @param heading lines of comment above it
 */
export function writeYaml(value: object, heading: readonly string[]): string {
  const text = stringify(value, { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false })
  return [...heading.map((line) => `# ${line}\n`), text].join('')
}
