"""Look at the pages with tools from outside: Lighthouse, the Nu checker, html-validate, pa11y, a spoken log."""
