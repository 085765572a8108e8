export type SessionStatus = 'unknown' | 'signedOut' | 'signedIn'
export declare function useSession(): SessionStatus
export declare function startSession(): Promise<void>
export declare function signedIn(): Promise<void>
export declare function signOut(): Promise<void>
