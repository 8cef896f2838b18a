import type { AuditEntry } from '$api/users';
import type { SettingsMessages } from './messages/en';

/** What happened, as a sentence. An action that has none is told by its own name. */
export function auditSentence(
  words: SettingsMessages,
  entry: Pick<AuditEntry, 'actor' | 'action' | 'subject'>,
  isolate: (name: string) => string,
): string {
  const actor = entry.actor ? isolate(entry.actor.name) : words.server;
  const subject = isolate(entry.subject);
  const { action } = entry;
  return isKnown(words, action)
    ? words.audit[action](actor, subject)
    : words.auditOther(actor, isolate(action), subject);
}

/** The particulars of an entry, each as “name: value”. */
export function auditParticulars(detail: Record<string, unknown>): string[] {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${plainly(value)}`);
}

function plainly(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainly).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isKnown(
  words: SettingsMessages,
  action: string,
): action is keyof SettingsMessages['audit'] {
  return Object.hasOwn(words.audit, action);
}
