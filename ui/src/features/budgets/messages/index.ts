import type { Catalogues } from '$i18n/language';
import { cs } from './cs';
import { en, type BudgetsMessages } from './en';
import { fa } from './fa';
import { tr } from './tr';

export const messages: Catalogues<BudgetsMessages> = { en, tr, cs, fa };
