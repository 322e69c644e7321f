// Package assess holds Demarc's words and rules: what an asset, a control, a
// cell and a clause are, whose side of the boundary a duty lies on, and what
// follows from that.
//
// Evaluate is the one place where cells, findings and totals come from. It is
// a pure function of the engagement's state, the catalogue and a moment in
// time: no clock, no files, no random numbers, and the standard library only.
// Windows, commands, exports and reports show its result and compute nothing
// of their own, so no two of them can disagree. Evaluation.Update re-evaluates
// what an edit touched and gives what Evaluate would have given.
//
// Records are values that are never changed once they are in a State: an edit
// puts a new record in the old one's place. That is what makes sharing,
// comparing and undoing them safe.
//
// Invariants, for every state and catalogue:
//
//	cells      = counted assets × controls = owned + unowned + not applicable
//	applicable = owned + unowned           = compliant + partial + gaps
package assess
