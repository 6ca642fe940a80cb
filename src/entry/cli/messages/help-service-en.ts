import type { helpServiceJa } from './help-service-ja.ts'

/** Help of `service`, in English. */
export const helpServiceEn: Readonly<Record<keyof typeof helpServiceJa, string>> = {
  service: 'keep the station running as a service of the system (systemd of Linux)',
  'service.install': 'make it a service: its user, its home, started with the machine',
  'service.remove': 'remove the service; its user and home stay',
  'service.status': 'show the state of the service',
  'service.start': 'start the service',
  'service.stop': 'stop the service',
  'option.service-name': 'name of the service',
  'option.service-user': 'user of the system that it runs as; made if there is none',
  'option.service-dry-run': 'only show what would be done; change nothing',
  'option.service-root': 'write the files alone, below this folder as the root (of an image)',
}
