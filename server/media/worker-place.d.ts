// The types of worker-place.js, which is plain because Node 20 runs it too.
type Environment = Record<string, string | undefined>

export declare const buildFolder: string
export declare const workerSource: string
export declare function mediasoupVersion(): string
export declare function namedWorker(env?: Environment): string | undefined
export declare function prebuiltWorker(): string
export declare function cachedWorker(env?: Environment): string
