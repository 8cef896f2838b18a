declare global {
  namespace App {
    interface PageState {
      tableOpen?: boolean;
      /** The session ended; the page waits behind the form where one signs in again. */
      signInAgain?: boolean;
    }
  }
}

export {};
