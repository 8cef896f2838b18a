import type { Failure } from '$api/client';
import { getSession, type Permission, type Session } from '$api/session';
import { locale } from '$i18n/locale.svelte';

/** Who is signed in, asked once and shared by every page. */
class SignedIn {
  current = $state.raw<Session | null>(null);
  /** Why it is not known who is signed in, unless simply nobody is. */
  failure = $state.raw<Failure | null>(null);
  #asking = false;

  /** Whether the reader may do something; nobody may do anything. */
  may(permission: Permission): boolean {
    return this.current?.permissions.includes(permission) ?? false;
  }

  /** Asks the server, unless it is being asked already. */
  async load(fetcher: typeof fetch): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const answer = await getSession(fetcher);
    this.#asking = false;
    if (answer.ok) this.begin(answer.value);
    else this.failure = answer.failure;
  }

  begin(session: Session): void {
    this.current = session;
    this.failure = null;
    if (session.user.language) locale.suggest(session.user.language);
  }

  end(): void {
    this.current = null;
    this.failure = null;
  }
}

export const session = new SignedIn();
