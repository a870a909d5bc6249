/**
 * An SVG as part of an HTML page: without XML head, described by a text, and its ids (of clip paths) made its own by a prefix,
 * since all of a page share one name space.
 */
import { Html, html } from './html.ts';

export function inlineSvg(svg: string, prefix: string, description: string): Html {
  const body = svg
    .replace(/^\uFEFF?\s*(<\?xml[^>]*\?>\s*|<!DOCTYPE[^>]*>\s*)*/i, '')
    .replace(/(<[^>]*?\sid=")([^"]*")/g, `$1${prefix}-$2`)
    .replace(/url\(#/g, `url(#${prefix}-`)
    .replace(/((?:xlink:)?href=")#/g, `$1#${prefix}-`);
  const label = html`<svg role="img" aria-label="${description}"`.text;
  return new Html(body.replace(/^<svg/, () => label));
}
