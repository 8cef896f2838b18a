import type { IcebergMessages } from './en';

export const fa: IcebergMessages = {
  title: 'کوه یخ',
  lead: 'چه سهمی از گفته‌های برندهای شما خطاب به یک نفر است.',
  oneToOne: 'یک‌به‌یک',
  oneToMany: 'یک‌به‌چند',
  // Persian keeps the noun singular after a number.
  posts: (_count, text) => `${text} پست`,

  headline: 'سهم یک‌به‌یک',
  intervalLabel: 'بازهٔ ۹۵٪',
  sampleLabel: 'نمونه',
  trendRose: (points, since) => `سهم یک‌به‌یک ${since} ${points} واحد درصد بیشتر شده است.`,
  trendFell: (points, since) => `سهم یک‌به‌یک ${since} ${points} واحد درصد کمتر شده است.`,
  trendUnclear: (since) => `${since} تغییر روشنی نیست: تفاوت در محدودهٔ خطاست.`,
  trendHow: 'روند چگونه سنجیده می‌شود',
  trendNone: 'فقط یک دوره هست؛ هنوز روندی دیده نمی‌شود.',

  pictureTitle: (share) => `کوه یخی که ${share} مساحتش زیر آب است`,
  pictureDescription: (below, above) =>
    `زیر خط آب: ${below} یک‌به‌یک. بالای آن: ${above} یک‌به‌چند. دو مساحت متناسب با شمار پست‌هاست.`,

  define: {
    share:
      'پست‌های خطاب به یک نفر ÷ همهٔ پست‌های نمایه‌های خودتان. پاسخ‌ها، پیام‌های خصوصی و پست‌هایی که با نام کاربری کسی آغاز می‌شوند یک‌به‌یک‌اند؛ بازنشرها، اطلاعیه‌ها و رشته‌ها یک‌به‌چند.',
    interval:
      'بازهٔ اطمینان ویلسون: با این شمار پست، سهم واقعی در ۹۵ بار از ۱۰۰ بار در این بازه است.',
    sample: 'پست‌های نمایه‌های خودتان در دورهٔ انتخاب‌شده؛ هر کدام یک بار شمرده می‌شود.',
    oneToOne: 'پست‌هایی که خطاب به یک نفرند.',
    oneToMany: 'پست‌هایی که خطاب به همه‌اند: همهٔ پست‌ها منهای یک‌به‌یک‌ها.',
    trend:
      'مقایسهٔ آخرین دوره با نخستین دوره. تنها وقتی از تغییر سخن می‌گوییم که بازهٔ ۹۵٪ تفاوت (نیوکام) صفر را در بر نگیرد.',
    budget: 'هزینهٔ کار یک‌به‌یک ÷ هزینهٔ هر دو نوع. پست‌ها از همان برندها در همان سه‌ماهه‌ها هستند.',
  },

  filters: 'فیلترها',
  addFilter: 'فیلتر کردن',
  from: 'از',
  to: 'تا',
  excludeReposts: 'کنار گذاشتن بازنشرها',
  apply: 'اعمال',
  fromChip: (day) => `از ${day}`,
  toChip: (day) => `تا ${day}`,
  excludeRepostsChip: 'بدون بازنشرها',
  removeFilter: (filter) => `برداشتن فیلتر: ${filter}`,
  removeAll: 'برداشتن همهٔ فیلترها',

  splitLabel: 'تفکیک بر پایهٔ',
  split: {
    brand: 'برند',
    industry: 'صنعت',
    profile: 'نمایه',
    language: 'زبان',
    year: 'سال',
    quarter: 'سه‌ماهه',
    month: 'ماه',
    week: 'هفته',
  },
  period: 'دوره',
  tableTitle: {
    brand: 'به تفکیک برند',
    industry: 'به تفکیک صنعت',
    profile: 'به تفکیک نمایه',
    language: 'به تفکیک زبان',
    year: 'به تفکیک سال',
    quarter: 'به تفکیک سه‌ماهه',
    month: 'به تفکیک ماه',
    week: 'به تفکیک هفته',
  },
  timeTitle: {
    year: 'سهم در هر سال',
    quarter: 'سهم در هر سه‌ماهه',
    month: 'سهم در هر ماه',
    week: 'سهم در هر هفته',
  },
  without: 'بدون مقدار',
  allPosts: 'همه',
  gap: (period) => `${period}: بدون پست`,
  chartReading: (low, lowAt, high, highAt) =>
    `کمترین در ${lowAt} (${low}) و بیشترین در ${highAt} (${high}).`,
  readOut: (period, share, interval, posts) => `${period}: ${share} (${interval})، ${posts}`,
  chartNotes:
    'نوار رنگی بازهٔ ۹۵٪ است. مقیاس از صفر آغاز نمی‌شود. دوره‌ها میلادی و به وقت جهانی (UTC) هستند.',

  sortBy: (column) => `مرتب‌سازی بر پایهٔ ${column}`,
  columnPosts: 'پست‌ها',
  columnShare: 'سهم',
  columnInterval: 'بازهٔ ۹۵٪',
  columnRange: 'روی یک مقیاس',

  budgetTitle: 'بودجه در کنار محتوا',
  budgetReading: (content, budget) =>
    `${content} پست‌ها یک‌به‌یک‌اند و ${budget} بودجه صرف آن‌ها می‌شود.`,
  budgetContent: 'پست‌ها',
  budgetMoney: 'بودجه',
  barOneToOne: (share) => `${share} یک‌به‌یک`,
  barOneToMany: (share) => `${share} یک‌به‌چند`,
  budgetQuarter: 'سه‌ماهه',
  spentOneToOne: 'هزینهٔ یک‌به‌یک',
  spentOneToMany: 'هزینهٔ یک‌به‌چند',

  showPosts: (number) => `${number}: نمایش پست‌ها`,
  showThese: 'نمایش همین پست‌ها',
  showTable: 'جدول',
  savePicture: (format) => `ذخیرهٔ تصویر با قالب ${format}`,
  saveChart: (format) => `ذخیرهٔ نمودار با قالب ${format}`,
  saveTable: (format) => `ذخیرهٔ جدول با قالب ${format}`,

  loading: 'در حال اندازه‌گیری…',
  emptyTitle: 'هنوز پستی نیست',
  emptyText:
    'بایگانی گفته‌های برندهایتان را همراه با فهرست نمایه‌های خودتان وارد کنید. پس از ورود داده‌ها، کوه یخ همین‌جا پدیدار می‌شود.',
  emptyFormats: 'بایگانی‌های ایکس/توییتر، twcs، ماستودون و CSV خوانده می‌شوند.',
  emptyImport: 'باز کردن صفحهٔ ورود داده',
  emptyForbidden: 'از کسی بخواهید که اجازهٔ وارد کردن بایگانی دارد.',
  noneTitle: 'در این نما پستی نیست',
  noneText: (stored) =>
    `در میان ${stored} پست ذخیره‌شده، پستی از نمایه‌های خودتان نیست که با این فیلترها جور باشد.`,
  noneOwnTitle: 'پستی از نمایه‌های خودتان نیست',
  noneOwnText: (stored) =>
    `${stored} پست ذخیره شده، اما هیچ‌کدام از نمایه‌های شما نیست. فهرست برندها را وارد کنید تا روشن شود کدام نمایه‌ها از آنِ شماست.`,
  noneOwnSet: 'تعیین جدول برندها',
  noneOwnForbidden: 'از کسی بخواهید که اجازهٔ تعیین جدول برندها را دارد.',
};
