// Package discover finds the use of AI that nobody told of: it reads evidence
// files that a client could export (logs, bills, lists of apps, manifests,
// source), makes observations of them (what, who, where, when, which line), and
// groups observations to sightings, which are reconciled with the inventory.
// What it must find, and what it must not, is in testdata/labelled.
package discover
