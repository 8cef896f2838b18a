import type { Failure, FieldError } from '$api/client';
import type { FrameMessages } from './messages/en';

/** What to tell the reader about a failure: what happened and what to do. */
export function problemSentence(
  words: FrameMessages,
  failure: Failure,
  writeTime: (at: string) => string,
  now: Date,
): string {
  if (failure.kind === 'unreachable') return words.unreachableShort;
  const waitMs = (failure.retryAfterSeconds ?? 60) * 1000;
  const again = new Date(now.getTime() + waitMs).toISOString();
  switch (failure.slug) {
    case 'too-many-attempts':
      return words.tooManyAttempts(writeTime(again));
    case 'too-many-requests':
    case 'busy':
      return words.askAgainAt(writeTime(again));
    case 'unprocessable':
      return failure.errors ? words.mistakesInForm : failure.detail || words.problemText;
    case 'conflict':
      return failure.detail || words.problems.conflict;
    case undefined:
      return words.problemText;
    default:
      return isKnown(words, failure.slug) ? words.problems[failure.slug] : words.problemText;
  }
}

/** The errors of a form by field, in the reader's language where it has words for them. */
export function fieldErrors(words: FrameMessages, failure: Failure | null): Record<string, string> {
  if (failure?.kind !== 'problem') return {};
  const found: Record<string, string> = {};
  for (const error of failure.errors ?? []) found[error.field] ??= fieldSentence(words, error);
  return found;
}

function fieldSentence(words: FrameMessages, error: FieldError): string {
  switch (error.field) {
    case 'password':
    case 'new':
      return words.field.password;
    case 'email':
      return words.field.email;
    case 'name':
      return words.field.name;
    default:
      return error.message;
  }
}

function isKnown(words: FrameMessages, slug: string): slug is keyof FrameMessages['problems'] {
  return Object.hasOwn(words.problems, slug);
}
