import type { FrameMessages } from './en';

export const fa: FrameMessages = {
  skip: 'رفتن به محتوا',
  rail: 'فهرست اصلی',
  measure: 'سنجش',
  iceberg: 'کوه یخ',
  place: 'جایگاه',
  language: 'زبان',
  toLight: 'رفتن به پوستهٔ روشن',
  toDark: 'رفتن به پوستهٔ تیره',

  unreachableTitle: 'سرور پاسخ نمی‌دهد',
  unreachableText: 'چیزی از دست نرفته است. تلاش ادامه دارد و صفحه به‌محض اتصال نمایان می‌شود.',
  unreachableKept: 'اتصال قطع شد. آنچه می‌بینید آخرین پاسخ است و تلاش ادامه دارد.',
  problemTitle: 'سرور نتوانست پاسخ دهد',
  problemText:
    'به پست‌های شما آسیبی نرسیده است. دوباره تلاش کنید؛ اگر تکرار شد، گزارش سرور را ببینید.',
  problemKept: 'آخرین درخواست ناموفق بود. آنچه می‌بینید پاسخ پیش از آن است.',
  problemDetail: (status, detail) => `وضعیت ${status}: ${detail}`,
  problemStatus: (status) => `وضعیت ${status}`,
  tryAgain: 'تلاش دوباره',
  notFoundTitle: 'چنین صفحه‌ای نیست',
  notFoundAction: 'باز کردن کوه یخ',
  unexpectedTitle: 'این صفحه نمایش داده نشد',
};
