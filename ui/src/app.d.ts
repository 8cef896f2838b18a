declare global {
  namespace App {
    interface PageState {
      tableOpen?: boolean;
    }
  }
}

export {};
