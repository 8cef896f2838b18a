import { recall, remember } from '$browser/remembered';
import { Format } from './format';
import { Moments } from './moments';
import { chooseLanguage, directionOf, type Catalogues, type Language } from './language';

const key = 'rapport.language';

/** The reader's language: chosen once, remembered here, followed by everything on the page. */
class Locale {
  language = $state<Language>(chooseLanguage(recall(key), navigator.languages));
  readonly direction = $derived(directionOf(this.language));
  readonly format = $derived(new Format(this.language));
  readonly moments = $derived(new Moments(this.language));

  choose(language: Language): void {
    this.language = language;
    remember(key, language);
  }

  /** Takes over a language that was chosen elsewhere, unless one was chosen in this browser. */
  suggest(language: Language): void {
    if (recall(key) === null) this.language = language;
  }

  /** The messages of one area in the current language. */
  pick<Messages>(catalogues: Catalogues<Messages>): Messages {
    return catalogues[this.language];
  }
}

export const locale = new Locale();
