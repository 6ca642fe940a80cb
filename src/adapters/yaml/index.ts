/**
 * Settings as YAML: read with the place of each part, and written as people would write it.
 *
 * @module
 */
export { readYaml } from './read-yaml.ts'
export { writeYaml } from './write-yaml.ts'
