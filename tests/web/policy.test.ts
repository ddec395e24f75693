import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentPolicy, metaPolicy } from '../../web/vite.policy';

const header = fs.readFileSync(path.resolve(__dirname, '../../native-helper/server/content_policy.h'), 'utf8');

describe('the policy in the page', () => {
  it('is what the helper says in its header, but for what counts in a header only', () => {
    expect(contentPolicy(header)).toContain("frame-ancestors 'none'");
    expect(metaPolicy(header)).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; " +
        "worker-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'",
    );
  });

  it('is never left out unnoticed', () => {
    expect(() => contentPolicy('inline constexpr char kOther[] = "x";')).toThrow('no content policy');
  });
});
