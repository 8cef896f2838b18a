import type { Catalogues } from '$i18n/language';
import { cs } from './cs';
import { en, type ContactsMessages } from './en';
import { fa } from './fa';
import { tr } from './tr';

export const messages: Catalogues<ContactsMessages> = { en, tr, cs, fa };
