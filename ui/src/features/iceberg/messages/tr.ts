import type { IcebergMessages } from './en';

export const tr: IcebergMessages = {
  title: 'Buzdağı',
  lead: 'Markalarınızın söylediklerinin ne kadarı tek bir kişiye söyleniyor.',
  oneToOne: 'Bire bir',
  oneToMany: 'Bire çok',
  // Turkish keeps the noun singular after a number.
  posts: (_count, text) => `${text} gönderi`,

  headline: 'Bire bir payı',
  intervalLabel: '%95 güven aralığı',
  sampleLabel: 'Örneklem',
  trendRose: (points, since) => `Bire bir payı ${since} ${points} puan arttı.`,
  trendFell: (points, since) => `Bire bir payı ${since} ${points} puan azaldı.`,
  trendUnclear: (since) =>
    `Bire bir payında ${since} belirgin bir değişim yok: fark, hata payı içinde.`,
  trendHow: 'Eğilim nasıl belirleniyor',
  trendNone: 'Tek dönem var; eğilim için henüz erken.',

  pictureTitle: (share) => `Alanının ${share} kadarı su altında olan bir buzdağı`,
  pictureDescription: (below, above) =>
    `Su çizgisinin altında bire bir: ${below}. Üstünde bire çok: ${above}. İki alan, gönderi sayılarıyla orantılıdır.`,

  define: {
    share:
      'Tek kişiye yazılan gönderiler ÷ kendi profillerinizin tüm gönderileri. Yanıtlar, özel mesajlar ve birinin kullanıcı adıyla başlayan gönderiler bire birdir; yeniden paylaşımlar, duyurular ve zincirler bire çoktur.',
    interval:
      'Wilson güven aralığı: bu kadar gönderiyle gerçek pay, 100 durumun 95’inde bu aralıkta bulunur.',
    sample: 'Seçilen dönemde kendi profillerinizin gönderileri; her biri bir kez sayılır.',
    oneToOne: 'Tek bir kişiye yazılan gönderiler.',
    oneToMany: 'Herkese yazılan gönderiler: tüm gönderilerden bire bir olanlar çıkarılır.',
    trend:
      'Son dönemin ilk dönemle karşılaştırması. Farkın %95 aralığı (Newcombe) sıfırı içermiyorsa değişimden söz edilir.',
    budget:
      'Bire bir çalışmaya harcanan ÷ iki tür çalışmaya harcanan toplam. Gönderiler, aynı markaların aynı çeyreklerdeki gönderileridir.',
  },

  filters: 'Filtreler',
  addFilter: 'Filtrele',
  from: 'Başlangıç',
  to: 'Bitiş',
  excludeReposts: 'Yeniden paylaşımları çıkar',
  apply: 'Uygula',
  fromChip: (day) => `Başlangıç: ${day}`,
  toChip: (day) => `Bitiş: ${day}`,
  excludeRepostsChip: 'Yeniden paylaşımlar hariç',
  removeFilter: (filter) => `Filtreyi kaldır: ${filter}`,
  removeAll: 'Tüm filtreleri kaldır',

  splitLabel: 'Kırılım',
  split: {
    brand: 'Marka',
    industry: 'Sektör',
    profile: 'Profil',
    language: 'Dil',
    year: 'Yıl',
    quarter: 'Çeyrek',
    month: 'Ay',
    week: 'Hafta',
  },
  period: 'Dönem',
  tableTitle: {
    brand: 'Markaya göre',
    industry: 'Sektöre göre',
    profile: 'Profile göre',
    language: 'Dile göre',
    year: 'Yıla göre',
    quarter: 'Çeyreğe göre',
    month: 'Aya göre',
    week: 'Haftaya göre',
  },
  timeTitle: {
    year: 'Yıllara göre pay',
    quarter: 'Çeyreklere göre pay',
    month: 'Aylara göre pay',
    week: 'Haftalara göre pay',
  },
  without: 'Belirtilmemiş',
  allPosts: 'Tümü',
  gap: (period) => `${period}: gönderi yok`,
  chartReading: (low, lowAt, high, highAt) =>
    `En düşük: ${lowAt} (${low}); en yüksek: ${highAt} (${high}).`,
  readOut: (period, share, interval, posts) => `${period}: ${share} (${interval}), ${posts}`,
  chartNotes: 'Bant, %95 güven aralığıdır. Ölçek sıfırdan başlamaz. Dönemler UTC’ye göredir.',

  sortBy: (column) => `Sırala: ${column}`,
  columnPosts: 'Gönderi',
  columnShare: 'Pay',
  columnInterval: '%95 güven aralığı',
  columnRange: 'Ortak ölçekte',

  budgetTitle: 'İçerik ve bütçe yan yana',
  budgetReading: (content, budget) =>
    `Gönderilerin ${content} kadarı bire bir; bütçenin ise ${budget} kadarı bu işe ayrılıyor.`,
  budgetContent: 'Gönderiler',
  budgetMoney: 'Bütçe',
  barOneToOne: (share) => `${share} bire bir`,
  barOneToMany: (share) => `${share} bire çok`,
  budgetQuarter: 'Çeyrek',
  spentOneToOne: 'Bire bir harcama',
  spentOneToMany: 'Bire çok harcama',

  showPosts: (number) => `${number}: gönderileri göster`,
  showThese: 'Bu gönderileri göster',
  showTable: 'Tablo',
  savePicture: (format) => `Resmi ${format} olarak kaydet`,
  saveChart: (format) => `Grafiği ${format} olarak kaydet`,
  saveTable: (format) => `Tabloyu ${format} olarak kaydet`,

  loading: 'Ölçülüyor…',
  emptyTitle: 'Henüz gönderi yok',
  emptyText:
    'Markalarınızın söylediklerini içeren bir arşivi, hangi profillerin sizin olduğunu gösteren listeyle birlikte içe aktarın. İşlem bitince buzdağı burada görünür.',
  emptyFormats: 'X/Twitter, twcs, Mastodon ve CSV arşivleri okunur.',
  emptyImport: 'İçe aktarmayı aç',
  emptyForbidden: 'Arşiv içe aktarma yetkisi olan birine başvurun.',
  noneTitle: 'Bu görünümde gönderi yok',
  noneText: (stored) =>
    `Kayıtlı ${stored} gönderi arasında, kendi profillerinizden olup filtrelere uyan yok.`,
  noneOwnTitle: 'Kendi profillerinizin gönderisi yok',
  noneOwnText: (stored) =>
    `${stored} gönderi kayıtlı, ancak hiçbiri sizin bir profilinizden değil. Hangilerinin sizin olduğunu belirtmek için marka listesini içe aktarın.`,
  noneOwnSet: 'Marka tablosunu gir',
  noneOwnForbidden: 'Marka tablosunu girme yetkisi olan birine başvurun.',
};
