// Finds the person in a frame: Google's selfie model (landscape, Apache-2.0, as lent by @twilio/video-processors) run
// by MediaPipe in this worker. Program and model are our own files; nothing is fetched from elsewhere.
import { ImageSegmenter } from '@mediapipe/tasks-vision'
import loaderUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url'
import programUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url'
import modelUrl from '@twilio/video-processors/dist/build/selfie_segmentation_landscape.tflite?url'

export type Segmenter = {
  /**
   * The confidence per pixel that it belongs to a person, 0 to 1, as large as the picture; valid until the next call.
   * @param pixels at the model's own size
   */
  segment(pixels: ImageData): Float32Array
  close(): void
}

type ModuleFactory = (module?: object) => Promise<object>
const place = globalThis as { ModuleFactory?: ModuleFactory; Module?: object }
let factory: ModuleFactory | undefined

/** The program takes its own factory away after use, and a module is run only once: we keep it for the next time. */
async function offerFactory(): Promise<void> {
  if (!factory) {
    await import(/* @vite-ignore */ new URL(loaderUrl, location.href).href)
    factory = place.ModuleFactory
  }
  place.ModuleFactory = factory
  // What goes wrong is thrown; what it prints is chatter, some of it as errors.
  place.Module = { print: () => {}, printErr: () => {} }
}

/** @param delegate where the model runs. On a software renderer `GPU` takes many times as long as `CPU`. */
export async function createSegmenter(delegate: 'CPU' | 'GPU'): Promise<Segmenter> {
  await offerFactory()
  const segmenter = await ImageSegmenter.createFromOptions(
    // An empty loader path: it is loaded already.
    { wasmLoaderPath: '', wasmBinaryPath: new URL(programUrl, location.href).href },
    {
      baseOptions: { modelAssetPath: new URL(modelUrl, location.href).href, delegate },
      runningMode: 'VIDEO',
      outputConfidenceMasks: true,
      // By category the mask would have steps instead of edges.
      outputCategoryMask: false,
    },
  )
  let mask = new Float32Array(0)
  // The program only wants times that rise; the real ones may jump when a camera is changed.
  let time = 0
  return {
    segment(pixels) {
      segmenter.segmentForVideo(pixels, ++time, ({ confidenceMasks }) => {
        const confidence = confidenceMasks?.[0]?.getAsFloat32Array()
        if (!confidence) throw new Error('the model gave no mask')
        if (mask.length !== confidence.length) mask = new Float32Array(confidence.length)
        mask.set(confidence)
      })
      return mask
    },
    close: () => segmenter.close(),
  }
}
