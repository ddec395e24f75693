import fs from 'node:fs';
import type { Plugin } from 'vite';

/** What the header of the helper allows a page, from the file that says it: its one string, in C++. */
export function contentPolicy(header: string): string {
  const literal = /kContentPolicy\[\] =\s*((?:"[^"]*"\s*)+);/.exec(header)?.[1] ?? '';
  const policy = [...literal.matchAll(/"([^"]*)"/g)].map((part) => part[1]).join('');
  if (!policy.startsWith("default-src 'none'")) throw new Error('the header has no content policy');
  return policy;
}

/** The same for <meta>, where `frame-ancestors` says nothing. */
export function metaPolicy(header: string): string {
  return contentPolicy(header)
    .split('; ')
    .filter((directive) => !directive.startsWith('frame-ancestors'))
    .join('; ');
}

/** A built page carries the policy itself, so that it holds wherever its files are served from. */
export function policyInPage(file: string): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy(fs.readFileSync(file, 'utf8')) },
        injectTo: 'head-prepend',
      },
    ],
  };
}
