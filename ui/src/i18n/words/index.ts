import type { Catalogues } from '../language';
import { cs } from './cs';
import { en, type Words } from './en';
import { fa } from './fa';
import { tr } from './tr';

export const words: Catalogues<Words> = { en, tr, cs, fa };
