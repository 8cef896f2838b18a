import type { BudgetsMessages } from './en';

export const fa: BudgetsMessages = {
  edit: 'ویرایش بودجه‌ها',
  enter: 'ثبت بودجه',
  emptyTitle: 'آیا پول همان‌جا خرج می‌شود که کار هست؟',
  emptyText:
    'بنویسید در هر سه‌ماهه برای کار یک‌به‌چند و یک‌به‌یک چقدر هزینه شده است. سهم بودجه در کنار سهم پست‌ها نمایان می‌شود.',
  emptyForbidden: 'کسی که اجازهٔ تعیین بودجه دارد می‌تواند آن را همین‌جا ثبت کند.',

  title: 'بودجه‌ها',
  formTitle: 'چقدر هزینه شد',
  quarter: 'سه‌ماهه',
  brand: 'برند',
  allBrands: 'همهٔ برندها',
  oneToMany: 'یک‌به‌چند',
  oneToOne: 'یک‌به‌یک',
  amountHint: 'به هر واحد پولی، به شرط آنکه همه‌جا یکی باشد.',
  save: 'ذخیره',
  saving: 'در حال ذخیره…',
  saved: (budget) => `ذخیره شد: ${budget}`,
  replaces: 'جایگزین مبلغ‌های همین سه‌ماهه و برند می‌شود.',
  error: {
    missing: 'مبلغی بنویسید؛ اگر هزینه‌ای نشده، ۰.',
    number: (example) => `عددی بنویسید، برای نمونه ${example}.`,
    negative: 'مبلغ نمی‌تواند کمتر از صفر باشد.',
    nothing: 'دست‌کم در یک سو مبلغی بیشتر از ۰ بنویسید.',
    refused: 'سرور این مقدار را نپذیرفت.',
  },

  list: 'بودجه‌های ثبت‌شده',
  none: 'هنوز چیزی ثبت نشده است.',
  loading: 'در حال بارگذاری بودجه‌ها…',
  name: (quarter, brand) => `${quarter}، ${brand}`,
  change: 'تغییر',
  changeOf: (budget) => `تغییر ${budget}`,
  remove: 'برداشتن',
  removeOf: (budget) => `برداشتن ${budget}`,
  ask: (budget) => `بودجهٔ ${budget} برداشته شود؟`,
  keep: 'نگه داشتن',
  removed: (budget) => `برداشته شد: ${budget}`,
};
