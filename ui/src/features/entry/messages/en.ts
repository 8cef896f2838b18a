export const en = {
  signInTitle: 'Sign in',
  signInAgainTitle: 'Sign in again',
  signInAgainText: 'Your session has ended. What you were doing is still there.',
  signIn: 'Sign in',
  forgotten: 'Forgotten your password? An administrator can give you a link for a new one.',
  setUpFirst: 'Rapport is not set up yet. Open the link that the server printed when it started.',

  setUpTitle: 'Set up Rapport',
  setUpText: 'You become the administrator. You can invite others afterwards.',
  setUp: 'Set up',
  setUpDoneTitle: 'Rapport is set up already',
  setUpDoneText: 'Somebody has become administrator. Sign in, or ask for an invitation.',
  setUpNoTokenTitle: 'Open the whole link',
  setUpNoTokenText:
    'The end of the link is missing. Copy it from where the server printed it, up to its last letter.',
  toSignIn: 'Go to sign in',

  joinTitle: (name: string) => `Welcome, ${name}`,
  joinText: (email: string, role: string) => `You are invited as ${email}, role: ${role}.`,
  join: 'Join',
  resetTitle: 'Choose a new password',
  resetText: (email: string) => `For ${email}. All your other sessions end.`,
  reset: 'Save password',
  spentTitle: 'This link does not work any more',
  spentText: 'It was used or has expired. Ask an administrator for a new one.',
  joinNoTokenText: 'The end of the link is missing. Copy it again, up to its last letter.',

  name: 'Name',
  email: 'E-mail',
  password: 'Password',
  newPassword: 'New password',
  currentPassword: 'Current password',
  language: 'Language',
  passwordRule: 'At least 12 characters. A few words that only you would put together are good.',
  passwordShort: 'This is too short: 12 characters at least.',
  passwordLong: 'This is too long: 256 characters at most.',
  passwordSame: 'Choose something other than your name or e-mail.',
  passwordMissing: 'Enter your password.',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
};

export type EntryMessages = typeof en;
