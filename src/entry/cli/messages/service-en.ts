import type { serviceJa } from './service-ja.ts'

/** What `service` prints, in English. */
export const serviceEn: Readonly<Record<keyof typeof serviceJa, string>> = {
  'service.installed':
    'Installed the service “{service}” (user {user}, home {home}). It starts with the machine; hikyaku service start starts it now. journalctl --unit {service} shows the link of the first start to make the console’s administrator.',
  'service.removed': 'Removed the service “{service}”. Its user and its home are still there.',
  'service.start-done': 'Started the service “{service}”.',
  'service.stop-done': 'Stopped the service “{service}”.',
  'service.would': 'This would be done (nothing was changed):',
  'service.left': 'The files were written. This is left to be done on that system:',
  'service.make': 'make the folder {path}, which only the user {user} can enter',
  'service.write': 'write {path}:',
  'service.unlink': 'remove {path}',
  'service.is-active': 'at work',
  'service.is-activating': 'starting',
  'service.is-deactivating': 'stopping',
  'service.is-failed': 'stopped by a failure',
  'service.is-inactive': 'stopped',
  'label.service': 'Service',
  'label.with-machine': 'Starts with the machine',
  'label.process': 'Process',
  'label.restarts': 'Started again by itself',
}
