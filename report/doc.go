// Package report writes the PDF that an assessor hands over: the cover, the
// summary, the findings, the responsibility matrix, a sheet for each asset and
// the catalogue behind them all.
//
// It shows what an assess.Evaluation says and computes nothing of its own:
// every number on its pages is one of the evaluation's totals, or a count of
// the cells, findings and records that are listed beside it. The same Input
// gives the same bytes.
//
// Text from outside is made safe in one place (typeface.safe) before it is
// measured or set. What the typeface cannot set is replaced by a visible box,
// and the report says so. Nothing is told by colour alone: states and
// severities carry a mark and a word.
//
// Measures are PDF points (1/72 inch). On a page, y grows downwards from its
// upper edge.
package report
