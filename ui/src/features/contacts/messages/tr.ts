import type { ContactsMessages } from './en';

// Turkish keeps the noun singular after a number.
export const tr: ContactsMessages = {
  title: 'Kişi',
  unnamed: 'Adı bilinmeyen kişi',
  profiles: 'Profiller',
  followers: (_count, text) => `${text} takipçi`,
  figures: 'Sayılarla',
  inbound: 'Bu kişinin gönderileri',
  outbound: 'Bu kişiye gönderiler',
  first: 'İlk görülme',
  last: 'Son görülme',
  never: 'Hiç',
  conversations: 'Konuşmalar',
  list: 'Konuşmalar, en yeniden eskiye',
  shown: (_count, text) => `${text} konuşma gösteriliyor`,
  posts: (_count, text) => `${text} gönderi`,
  none: 'Bu kişiyle kayıtlı bir konuşma yok.',
  older: 'Daha eski konuşmalar',
  allPosts: 'Bu kişiyle tüm gönderileri göster',
  wordless: 'Sözsüz başlıyor',
  loading: 'Kişi açılıyor…',
  missingTitle: 'Böyle bir kişi yok',
  missingText:
    'Başka bir kişiyle birleştirilmiş olabilir ya da yazdığı markaların hiçbirini görmüyorsunuz.',
  toPosts: 'Gönderileri göster',
};
