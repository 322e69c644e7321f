// Package handover is the screen from which an assessment leaves the program:
// what still stands in its way, the report's pages, the signature, and the
// check of a report that somebody brings back.
package handover
