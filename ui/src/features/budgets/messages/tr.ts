import type { BudgetsMessages } from './en';

export const tr: BudgetsMessages = {
  edit: 'Bütçeleri düzenle',
  enter: 'Bütçe gir',
  emptyTitle: 'Para, işin olduğu yerde mi?',
  emptyText:
    'Bir çeyrekte bire çok ve bire bir çalışmaya ne harcandığını girin. Bütçe payı, gönderi payının yanında görünür.',
  emptyForbidden: 'Bütçe belirleme yetkisi olan biri buradan girebilir.',

  title: 'Bütçeler',
  formTitle: 'Ne harcandı',
  quarter: 'Çeyrek',
  brand: 'Marka',
  allBrands: 'Tüm markalar',
  oneToMany: 'Bire çok',
  oneToOne: 'Bire bir',
  amountHint: 'Her yerde aynı olmak koşuluyla herhangi bir para birimi.',
  save: 'Kaydet',
  saving: 'Kaydediliyor…',
  saved: (budget) => `Kaydedildi: ${budget}`,
  replaces: 'Bu çeyrek ve marka için girilmiş tutarların yerini alır.',
  error: {
    missing: 'Bir tutar girin; harcama yoksa 0 yazın.',
    number: (example) => `Bir sayı girin, örneğin ${example}.`,
    negative: 'Tutar sıfırın altında olamaz.',
    nothing: 'En az bir tarafa 0’dan büyük bir tutar girin.',
    refused: 'Sunucu bu değeri kabul etmedi.',
  },

  list: 'Girilmiş bütçeler',
  none: 'Henüz bir şey girilmedi.',
  loading: 'Bütçeler yükleniyor…',
  name: (quarter, brand) => `${quarter}, ${brand}`,
  change: 'Değiştir',
  changeOf: (budget) => `Değiştir: ${budget}`,
  remove: 'Sil',
  removeOf: (budget) => `Sil: ${budget}`,
  ask: (budget) => `Şu bütçe silinsin mi: ${budget}?`,
  keep: 'Vazgeç',
  removed: (budget) => `Silindi: ${budget}`,
};
