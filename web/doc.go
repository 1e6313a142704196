// Package web is the reading room: an archive in a browser, and the same over
// HTTP for programs.
//
//   - A resource is something to look at: a search, a report, a claim. Each has a
//     loader, which makes its model out of the store, and a template, which shows
//     the model as a page. The model is also what programs get, as JSON, and where
//     it is a table as CSV: nothing stands on a page that they cannot have.
//   - A page is complete without script. Scripts only make it quicker to use.
//   - A word from a report is never markup: templates escape, and the policy of
//     the page allows no inline script or style and nothing from elsewhere.
//   - All words of the pages themselves stand in words.tsv.
//
// The package opens nothing: it is handed a store, functions that read and fetch,
// and a clock.
package web
