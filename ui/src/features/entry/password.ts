export const shortestPassword = 12;
export const longestPassword = 256;

export type PasswordFault = 'short' | 'long' | 'same';

/** What can be said about a password before it is sent; the server knows the common ones too. */
export function passwordFault(
  password: string,
  about: { name?: string; email?: string },
): PasswordFault | null {
  const length = [...password].length;
  if (length < shortestPassword) return 'short';
  if (length > longestPassword) return 'long';
  const same = [about.name, about.email].some(
    (known) => known && known.toLowerCase() === password.toLowerCase(),
  );
  return same ? 'same' : null;
}

/** Whether something could be an e-mail address; the server decides. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text.trim());
}
