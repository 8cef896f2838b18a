import type { ContactsMessages } from './en';

// Persian keeps the noun singular after a number.
export const fa: ContactsMessages = {
  title: 'مخاطب',
  unnamed: 'مخاطب بی‌نام',
  profiles: 'نمایه‌ها',
  followers: (_count, text) => `${text} دنبال‌کننده`,
  figures: 'در آمار',
  inbound: 'پست‌های این مخاطب',
  outbound: 'پست‌ها به این مخاطب',
  first: 'نخستین بار',
  last: 'آخرین بار',
  never: 'هرگز',
  conversations: 'گفت‌وگوها',
  list: 'گفت‌وگوها، از تازه به کهنه',
  shown: (_count, text) => `${text} گفت‌وگو نمایش داده شده`,
  posts: (_count, text) => `${text} پست`,
  none: 'گفت‌وگویی با این مخاطب ذخیره نشده است.',
  older: 'گفت‌وگوهای قدیمی‌تر',
  allPosts: 'نمایش همهٔ پست‌ها با این مخاطب',
  wordless: 'بی‌متن آغاز شده',
  loading: 'در حال باز کردن مخاطب…',
  missingTitle: 'چنین مخاطبی نیست',
  missingText:
    'شاید با مخاطب دیگری یکی شده یا هیچ‌یک از برندهایی را که به آن‌ها نوشته است نمی‌بینید.',
  toPosts: 'نمایش پست‌ها',
};
