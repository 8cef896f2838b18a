import type { ConversationsMessages } from './en';

export const tr: ConversationsMessages = {
  title: 'Konuşma',
  titleWith: (contact) => `Konuşma: ${contact}`,
  with: 'Konuşulan kişi',
  brand: 'Marka',
  visibility: { public: 'Herkese açık', private: 'Özel' },
  // Turkish keeps the noun singular after a number.
  posts: (_count, text) => `${text} gönderi`,
  inbound: (text) => `${text} gelen`,
  outbound: (text) => `${text} giden`,
  between: (first, last) => `${first} – ${last}`,
  list: 'Gönderiler, en eskiden yeniye',
  later: (span) => `${span} sonra`,
  from: 'Geldiğiniz gönderi',
  newer: 'Daha yeni gönderiler',
  loading: 'Konuşma açılıyor…',
  missingTitle: 'Böyle bir konuşma yok',
  missingText:
    'Başka bir konuşmayla birleştirilmiş ya da ekiplerinizin görmediği bir markaya ait olabilir.',
  toPosts: 'Gönderileri göster',
};
