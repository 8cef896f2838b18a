import type { EntryMessages } from './en';

export const tr: EntryMessages = {
  signInTitle: 'Oturum aç',
  signInAgainTitle: 'Yeniden oturum aç',
  signInAgainText: 'Oturumunuz sona erdi. Yaptıklarınız olduğu gibi duruyor.',
  signIn: 'Oturum aç',
  forgotten: 'Parolanızı mı unuttunuz? Yönetici size yeni parola için bir bağlantı verebilir.',
  setUpFirst: 'Rapport henüz kurulmadı. Sunucunun açılırken yazdığı bağlantıyı açın.',

  setUpTitle: 'Rapport’u kur',
  setUpText: 'Yönetici siz olacaksınız. Başkalarını sonra davet edebilirsiniz.',
  setUp: 'Kur',
  setUpDoneTitle: 'Rapport zaten kurulu',
  setUpDoneText: 'Bir yönetici var. Oturum açın ya da davet isteyin.',
  setUpNoTokenTitle: 'Bağlantının tamamını açın',
  setUpNoTokenText:
    'Bağlantının sonu eksik. Sunucunun yazdığı yerden son harfine kadar kopyalayın.',
  toSignIn: 'Oturum açma sayfasına git',

  joinTitle: (name) => `Hoş geldiniz, ${name}`,
  joinText: (email, role) => `${email} adresiyle davet edildiniz, rolünüz: ${role}.`,
  join: 'Katıl',
  resetTitle: 'Yeni parola seçin',
  resetText: (email) => `${email} için. Diğer bütün oturumlarınız kapanır.`,
  reset: 'Parolayı kaydet',
  spentTitle: 'Bu bağlantı artık geçerli değil',
  spentText: 'Kullanılmış ya da süresi dolmuş. Yöneticiden yenisini isteyin.',
  joinNoTokenText: 'Bağlantının sonu eksik. Son harfine kadar yeniden kopyalayın.',

  name: 'Ad',
  email: 'E-posta',
  password: 'Parola',
  newPassword: 'Yeni parola',
  currentPassword: 'Şimdiki parola',
  language: 'Dil',
  passwordRule: 'En az 12 karakter. Yalnız sizin yan yana getireceğiniz birkaç sözcük iyi olur.',
  passwordShort: 'Çok kısa: en az 12 karakter olmalı.',
  passwordLong: 'Çok uzun: en çok 256 karakter olabilir.',
  passwordSame: 'Adınızdan ya da e-postanızdan başka bir şey seçin.',
  passwordMissing: 'Parolanızı yazın.',
  showPassword: 'Parolayı göster',
  hidePassword: 'Parolayı gizle',
};
