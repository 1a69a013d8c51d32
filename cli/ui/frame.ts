import { render, type Html } from '../../functions/report/page/html.ts'
import { isLocal } from '../place.ts'
import { versionOf, type Shown } from './part.ts'

const template = `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><%= it.title %>, Drydock</title>
<link rel="icon" href="<%= it.up %>icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="<%= it.up %>style.css">
<script src="<%= it.up %>script.js" defer></script></head>
<body<% if (it.live) { %> data-live<% } %>>
<a class="skip" href="#main">To the content</a>
<header>
<% if (it.trail.length > 0) { %><nav aria-label="Where you are"><ol>
<%_ for (const [text, address] of it.trail) { %>
<li><a href="<%= address %>"><%= text %></a></li>
<%_ } %>
</ol></nav><% } %>
<h1><%= it.title %></h1>
<p id="said" role="status"><%= it.said %></p>
<p id="link" class="note">As of <%= it.at %>.<% if (it.live) { %> Reload the page to see
changes.<% } %></p>
</header>
<main id="main" tabindex="-1">
<%_ for (const { id, html, version } of it.parts) { %>
<section id="<%= id %>" tabindex="-1" aria-labelledby="<%= id %>-heading"
data-version="<%= version %>"
<% if (html === '') { %> hidden<% } %>><%~ html %></section>
<%_ } %>
</main>
<footer><p>This page speaks to <%= it.cloud %>. Ctrl-C in the
terminal of <code>drydock ui</code> ends it; runs go on.</p></footer>
</body></html>
`

/** A whole page. */
export const framed = (shown: Shown, now = new Date()): Html =>
  render(template, {
    ...shown,
    parts: shown.parts.map((one) => ({ ...one, version: versionOf(one) })),
    cloud: isLocal()
      ? 'the local cloud of npm start'
      : 'AWS with your credentials, from this computer',
    at: `${now.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
  })
