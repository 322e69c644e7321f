// Package cli is the command line: the use cases of package engagement without
// a window. Names, exit codes and JSON keys are a contract; more may be added,
// none may change.
//
// Results go to standard output, everything else to standard error as
// "demarc: what went wrong" in one line, with a hint on the next where there is
// one. Exit codes: 0 done, 1 the answer is no, 2 the call or the input is wrong
// and nothing was changed, 3 the engagement cannot be opened or written.
package cli
