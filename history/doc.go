// Package history holds what a change is: how two versions of a record differ,
// how a difference is applied, turned round and netted, how a commit is sealed
// by its digests, which commits can be undone, and what comes of two heads.
//
// Everything that asks about the past is a use of commits: the log, undo and
// redo, comparison with an earlier visit, merging with another laptop, and what
// a signature covers. None of them has a second mechanism.
//
// # A record as fields
//
// A record is read as flat paths with canonical texts (Fields). A zero field
// is absent, a set has one path per element, and a map of structs one path per
// entry and field:
//
//	hosting_model                  aws_bedrock
//	customer.accountable           0199…
//	customer.responsible[0199…]    true
//	exclusions[Claims pilot].reason   not in use before the spring
//
// # A commit
//
// The header names the parents, says who changed what, when and in what
// capacity, and carries one salted SHA-256 per change. It is kept as JSON that
// is read without Demarc. A commit's id is the SHA-256 of its header's bytes.
// The body (the changes and their salts) is kept apart, so that what a person
// wrote can be removed from it while the chain of headers stays whole.
//
// # Two laptops
//
// Commits make a graph: a merge follows two. Its changes are relative to its
// first parent, so that first parents make a tree, and the difference of any two
// commits is one walk in it.
//
//	first ── a ── b ── m ── c        m: parents b and y, changes since b
//	     └── x ── y ──┘              from y to c: back y, x; forth a, b, m, c
//
// Two heads are merged three-way from where they parted, field by field, sets
// by element, and fields that say one thing together as a whole (UnitOf). What
// both changed to different ends is for a person to answer.
//
// # Forgetting
//
// A forgetting is a change that says only which record is gone. Whatever other
// commits said of the record is erased from their bodies, unless they follow it:
// whoever makes the record again afterwards means to. Merging, a forgetting wins
// over everything that did not know of it.
//
// The package is pure: no clock, no files, no random numbers, the standard
// library only. Times, ids and salts come in as arguments.
package history
