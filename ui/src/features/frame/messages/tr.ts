import type { FrameMessages } from './en';

export const tr: FrameMessages = {
  skip: 'İçeriğe geç',
  rail: 'Ana menü',
  measure: 'Ölçüm',
  iceberg: 'Buzdağı',
  place: 'Konum',
  language: 'Dil',
  toLight: 'Açık temaya geç',
  toDark: 'Koyu temaya geç',

  unreachableTitle: 'Sunucu yanıt vermiyor',
  unreachableText:
    'Hiçbir şey kaybolmadı. Rapport denemeyi sürdürüyor; bağlanınca sayfa görünecek.',
  unreachableKept: 'Bağlantı koptu. Gördüğünüz son yanıttır; Rapport denemeyi sürdürüyor.',
  problemTitle: 'Sunucu yanıt üretemedi',
  problemText: 'Gönderileriniz etkilenmedi. Yeniden deneyin; sürerse sunucu günlüğüne bakın.',
  problemKept: 'Son istek başarısız oldu. Gördüğünüz, bir önceki yanıttır.',
  problemDetail: (status, detail) => `Durum ${status}: ${detail}`,
  problemStatus: (status) => `Durum ${status}`,
  tryAgain: 'Yeniden dene',
  notFoundTitle: 'Böyle bir sayfa yok',
  notFoundAction: 'Buzdağını aç',
  unexpectedTitle: 'Bu sayfa gösterilemedi',
};
