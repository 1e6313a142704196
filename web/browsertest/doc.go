// Package browsertest drives the reading room in a real browser, as people do:
// by mouse, by keyboard, in the dark, on a phone, on paper.
//
//   - A room is a server over an archive: the program itself, built once and
//     started as a child process with the sample reports, or, where an archive
//     is needed that no program makes, a handler of this process.
//   - A tab is one of the browser's. Whatever a page may not do on any page is a
//     complaint and fails the test that had the tab open: an error in the console,
//     a breach of the content security policy, a dialog of script, a request to
//     anywhere but the room.
//   - The pages are listed in pages_test.go, and a test holds that list to the
//     templates, so that a new page is looked at by all tests of every page.
//
// Nothing waits for a time: tests wait for what they need to see (until).
// Without chromium the tests skip. Pictures of every page are written by
//
//	go test ./web/browsertest -run Pictures -screenshots $PWD/docs
package browsertest
