// Package engagement is one open client file and what can be done with it.
//
// A Session holds the file, its records and their evaluation. Each exported
// method is one use case and at most one commit: it checks what it was given,
// makes the changed records, and saves them together or not at all. When it
// returns without an error, the change is on disk. The window and the command
// line are two ways of calling the same methods.
//
// Errors that a person can act on are *Error values: a sentence, often a hint,
// and a code that says whose move it is.
package engagement
