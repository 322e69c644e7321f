// Package exchange takes other people's tables in and gives ours out.
//
// A client keeps the inventory in a spreadsheet that was never made for us.
// ReadAssets reads it as it was saved: UTF-8, UTF-16 or Windows-1252, with
// commas, semicolons, tabs or bars, with line breaks inside fields and rows of
// unequal length. A table whose header names our own fields is read as it is.
// Any other needs a Map, which says which of their columns fill which of our
// fields and what their words mean; GuessMap proposes one, a person corrects
// the readable file that Map.Encode writes, and ReadMap takes it back.
//
// The package translates and does not decide: it knows neither the engagement
// nor its file. Each Row says which fields it states, so that a blank cell
// never erases anything, and whether it is rejected and why. What is new,
// changed or conflicting is for the caller to find out.
//
// Promises:
//   - Nothing is dropped in silence. What cannot be read is a Problem with line,
//     column, value and reason; what a guessed map leaves out is a note.
//   - The same bytes with the same map give the same rows and the same external
//     ids, so a second import changes nothing.
//   - A table is refused early, in one sentence and with little memory, if it is
//     larger than 64 MiB, has a row larger than 1 MiB, or is no text.
//   - What WriteAssetsCSV writes, ReadAssets reads back as it was, and no
//     spreadsheet program takes any cell of it for a formula. The exceptions:
//     white space around a value is lost, what is no prose is brought onto one
//     line, CR LF becomes LF, accents are composed, a tag cannot hold the list
//     separator "|", and N/A counts as nothing said.
package exchange
