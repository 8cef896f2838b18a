import type { Catalogues } from '$i18n/language';
import { cs } from './cs';
import { en, type ImportMessages } from './en';
import { fa } from './fa';
import { tr } from './tr';

export const messages: Catalogues<ImportMessages> = { en, tr, cs, fa };
