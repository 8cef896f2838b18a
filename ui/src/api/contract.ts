import type { components } from './schema';

/**
 * Words that the server takes from a closed list where its description says any text. A field that
 * the description narrows itself keeps what the description says, and its line here can go.
 */
interface Words {
  audience: 'one_to_one' | 'one_to_many';
  by: Split;
  direction: 'inbound' | 'outbound';
  kind: Kind;
  kinds: Kind;
  permissions: Permission;
  purpose: 'invite' | 'reset';
  role: 'admin' | 'manager' | 'analyst' | 'agent' | 'viewer';
  rule: 1 | 2 | 3 | 4 | 5 | 6;
  visibility: 'public' | 'private';
}

type Split = 'brand' | 'industry' | 'profile' | 'language' | 'year' | 'quarter' | 'month' | 'week';

type Kind =
  | 'post'
  | 'reply'
  | 'repost'
  | 'quote'
  | 'comment'
  | 'message'
  | 'review'
  | 'email'
  | 'answer'
  | 'note';

type Permission =
  'read' | 'set_budgets' | 'import' | 'set_brands' | 'see_metrics' | 'manage_users' | 'read_audit';

type Narrowed<Said, Word> = Said extends (infer Each)[]
  ? Narrowed<Each, Word>[]
  : string extends Said
    ? Word
    : number extends Said
      ? Word
      : Worded<Said>;

type Worded<Said> = Said extends (infer Each)[]
  ? Worded<Each>[]
  : Said extends object
    ? {
        [Field in keyof Said]: Field extends keyof Words
          ? Narrowed<Said[Field], Words[Field]>
          : Worded<Said[Field]>;
      }
    : Said;

/** What the server answers and is sent, by the names of `docs/openapi.json`. */
export type Schemas = Worded<components['schemas']>;
