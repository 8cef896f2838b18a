import type { Catalogues } from '$i18n/language';
import { cs } from './cs';
import { en, type EntryMessages } from './en';
import { fa } from './fa';
import { tr } from './tr';

export const messages: Catalogues<EntryMessages> = { en, tr, cs, fa };
