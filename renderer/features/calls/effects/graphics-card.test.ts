import { expect, it } from 'vitest'
import { isRealGraphicsCard } from './graphics-card.ts'

it.each([
  ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)', true],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)', true],
  ['Mesa Intel(R) UHD Graphics 620 (KBL GT2)', true],
  ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', false],
  ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)', false],
  ['llvmpipe (LLVM 15.0.6, 256 bits)', false],
  ['Mozilla', false],
  ['', false],
])('%s: %s', (renderer, isReal) => {
  expect(isRealGraphicsCard(renderer)).toBe(isReal)
})
