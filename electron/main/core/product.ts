// The names by which operating systems know the app: a bundle on macOS, an application on Windows, policies and preferences.

export const product = {
  name: 'Nucleus',
  /** For ever: settings, permissions and updates of installed apps hang on it. */
  appId: 'app.nucleus.desktop',
  scheme: 'nucleus',
} as const
