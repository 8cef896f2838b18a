import type { ConversationsMessages } from './en';

export const fa: ConversationsMessages = {
  title: 'گفت‌وگو',
  titleWith: (contact) => `گفت‌وگو با ${contact}`,
  with: 'گفت‌وگو با',
  brand: 'برند',
  visibility: { public: 'عمومی', private: 'خصوصی' },
  // Persian keeps the noun singular after a number.
  posts: (_count, text) => `${text} پست`,
  inbound: (text) => `${text} دریافتی`,
  outbound: (text) => `${text} ارسالی`,
  between: (first, last) => `${first} تا ${last}`,
  list: 'پست‌ها، از کهنه به تازه',
  later: (span) => `${span} بعد`,
  from: 'پستی که از آن آمدید',
  newer: 'پست‌های تازه‌تر',
  loading: 'در حال باز کردن گفت‌وگو…',
  missingTitle: 'چنین گفت‌وگویی نیست',
  missingText: 'شاید با گفت‌وگوی دیگری یکی شده یا از آنِ برندی است که تیم‌های شما آن را نمی‌بینند.',
  toPosts: 'نمایش پست‌ها',
};
