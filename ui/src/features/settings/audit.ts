import type { AuditEntry } from '$api/users';
import type { BudgetsMessages } from '$features/budgets/messages/en';
import type { FrameMessages } from '$features/frame/messages/en';
import { writeBytes } from '$i18n/bytes';
import type { Format } from '$i18n/format';
import type { Language } from '$i18n/language';
import type { Moments } from '$i18n/moments';
import type { SettingsMessages } from './messages/en';

/** In whose words and figures the changes are told. */
export interface Telling {
  language: Language;
  words: SettingsMessages;
  roles: FrameMessages['role'];
  budgets: BudgetsMessages;
  format: Format;
  moments: Moments;
  isolate: (name: string) => string;
}

export type Told = Pick<AuditEntry, 'actor' | 'action' | 'subject' | 'subject_name' | 'detail'>;

/** What happened, as a sentence. An action that has none is told by its own name. */
export function auditSentence(telling: Telling, entry: Told): string {
  const { words, isolate } = telling;
  const actor = entry.actor ? isolate(entry.actor.name) : words.commandLine;
  const subject = subjectOf(telling, entry);
  const wording = wordingOf(entry);
  return isKnown(words, wording)
    ? words.audit[wording](actor, subject)
    : words.auditOther(actor, isolate(entry.action), subject);
}

/** One action can read differently: by what it changed, and by whether it was one's own account. */
function wordingOf({ action, actor, subject, detail }: Told): string {
  const isOwn = actor !== null && subject === `user:${actor.id}`;
  if (action === 'user.changed') {
    if (detail.disabled === true) return 'user.disabled';
    if (detail.disabled === false) return 'user.enabled';
    return isOwn ? 'user.changed_own' : action;
  }
  if (action === 'user.password_changed' && isOwn) return 'user.password_changed_own';
  return action === 'budgets.set' && subject === 'budgets' ? 'budgets.set_many' : action;
}

/** Who or what it happened to: by name where there is one, else by number. */
function subjectOf(telling: Telling, { subject, subject_name: person, detail }: Told): string {
  const { words, budgets, format, isolate } = telling;
  if (person !== null) return isolate(person);
  const [, kind, rest = ''] = /^(user|team|token|import|budget):(.*)$/s.exec(subject) ?? [];
  if (kind === undefined) return isolate(subject);
  if (kind === 'team' && typeof detail.name === 'string') return isolate(detail.name);
  if (kind !== 'budget') return words.numbered(numeral(telling, rest));
  const [quarter = '', ...brand] = rest.split(' ');
  const name = brand.join(' ');
  return isolate(budgets.name(format.period(quarter), name === '' ? budgets.allBrands : name));
}

function isKnown(
  words: SettingsMessages,
  wording: string,
): wording is keyof SettingsMessages['audit'] {
  return Object.hasOwn(words.audit, wording);
}

/** The particulars of an entry that its sentence does not say, each as “name: value”. */
export function auditParticulars(telling: Telling, entry: Told): string[] {
  return Object.entries(entry.detail).flatMap(([name, value]) => {
    if (value === null || value === '' || isInSentence(entry, name)) return [];
    const known = particularOf(telling, name, value);
    return [known ?? `${name.replaceAll('_', ' ')}: ${plainly(value)}`];
  });
}

function isInSentence({ action, subject }: Told, name: string): boolean {
  if (name === 'user') return true;
  if (name === 'disabled') return action === 'user.changed';
  return name === 'name' && subject.startsWith('team:');
}

function particularOf(telling: Telling, name: string, value: unknown): string | null {
  const { words, roles, budgets, format, moments } = telling;
  const particular = (label: string, text: string) => words.particular(label, text);
  switch (name) {
    case 'role':
      return particular(words.role, roles[value as keyof typeof roles] ?? plainly(value));
    case 'name':
      return words.nameChanged;
    case 'language':
      return particular(words.language, format.language(plainly(value)));
    case 'teams':
      return particular(words.teams, plainlyNumbered(telling, value));
    case 'sees':
      return particular(words.sees, value === 'all' ? words.allBrands : plainly(value, telling));
    case 'purpose':
      return words.purpose[value as keyof typeof words.purpose] ?? null;
    case 'read_only':
      return value === true ? words.readOnlyBadge : words.readWriteBadge;
    case 'expires_at':
      return particular(words.tokenExpires, moments.day(plainly(value)));
    case 'rows':
      return counted(words.rows, telling, value);
    case 'budgets':
      return counted(words.budgetsSet, telling, value);
    case 'bytes':
      return writeBytes(telling.language, Number(value));
    case 'one_to_many':
      return particular(budgets.oneToMany, format.amount(Number(value)));
    case 'one_to_one':
      return particular(budgets.oneToOne, format.amount(Number(value)));
    default:
      return null;
  }
}

function counted(
  say: (count: number, text: string) => string,
  { format }: Telling,
  value: unknown,
): string {
  const count = Number(value);
  return say(count, format.count(count));
}

function plainlyNumbered(telling: Telling, value: unknown): string {
  if (!Array.isArray(value)) return plainly(value);
  if (value.length === 0) return telling.words.noTeamAtAll;
  return plainly(
    value.map((id) => telling.words.numbered(numeral(telling, String(id)))),
    telling,
  );
}

function numeral({ format }: Telling, id: string): string {
  return /^\d+$/.test(id) ? format.code(Number(id)) : id;
}

function plainly(value: unknown, telling?: Telling): string {
  if (Array.isArray(value)) {
    const texts = value.map((each) => plainly(each));
    if (!telling) return texts.join(', ');
    const list = new Intl.ListFormat(telling.language, { type: 'conjunction' });
    return list.format(texts.map(telling.isolate));
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
