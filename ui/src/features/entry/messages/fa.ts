import type { EntryMessages } from './en';

export const fa: EntryMessages = {
  signInTitle: 'ورود',
  signInAgainTitle: 'دوباره وارد شوید',
  signInAgainText: 'نشست شما پایان یافت. آنچه انجام می‌دادید سر جایش است.',
  signIn: 'وارد شدن',
  forgotten: 'گذرواژه را فراموش کرده‌اید؟ مدیر سامانه می‌تواند پیوندی برای گذرواژهٔ تازه بدهد.',
  setUpFirst:
    'Rapport هنوز راه‌اندازی نشده است. پیوندی را باز کنید که سرور هنگام آغاز کار نوشته است.',

  setUpTitle: 'راه‌اندازی Rapport',
  setUpText: 'شما مدیر سامانه می‌شوید. پس از آن می‌توانید دیگران را دعوت کنید.',
  setUp: 'راه‌اندازی',
  setUpDoneTitle: 'Rapport پیش‌تر راه‌اندازی شده است',
  setUpDoneText: 'سامانه مدیر دارد. وارد شوید یا درخواست دعوت کنید.',
  setUpNoTokenTitle: 'پیوند را کامل باز کنید',
  setUpNoTokenText: 'پایان پیوند نیست. آن را از نوشتهٔ سرور تا آخرین حرف رونوشت کنید.',
  toSignIn: 'رفتن به صفحهٔ ورود',

  joinTitle: (name) => `${name}، خوش آمدید`,
  joinText: (email, role) => `شما با ایمیل ${email} دعوت شده‌اید؛ نقش: ${role}.`,
  join: 'پیوستن',
  resetTitle: 'گذرواژهٔ تازه‌ای برگزینید',
  resetText: (email) => `برای ${email}. همهٔ نشست‌های دیگر شما پایان می‌یابد.`,
  reset: 'ذخیرهٔ گذرواژه',
  spentTitle: 'این پیوند دیگر کار نمی‌کند',
  spentText: 'استفاده یا منقضی شده است. از مدیر سامانه پیوند تازه‌ای بگیرید.',
  joinNoTokenText: 'پایان پیوند نیست. آن را دوباره تا آخرین حرف رونوشت کنید.',

  name: 'نام',
  email: 'ایمیل',
  password: 'گذرواژه',
  newPassword: 'گذرواژهٔ تازه',
  currentPassword: 'گذرواژهٔ کنونی',
  language: 'زبان',
  passwordRule: 'دست‌کم ۱۲ نویسه. چند واژه که تنها شما کنار هم می‌گذارید خوب است.',
  passwordShort: 'کوتاه است: دست‌کم ۱۲ نویسه باشد.',
  passwordLong: 'بلند است: دست‌بالا ۲۵۶ نویسه باشد.',
  passwordSame: 'چیزی جز نام یا ایمیل خود برگزینید.',
  passwordMissing: 'گذرواژه را بنویسید.',
  showPassword: 'نمایش گذرواژه',
  hidePassword: 'پنهان کردن گذرواژه',
};
