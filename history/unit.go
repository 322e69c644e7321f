package history

import (
	"slices"
	"strings"

	"demarc/assess"
)

// bundle is fields of a record that say one thing together. Half of it from one
// laptop and half from another would be something that nobody said: a status
// that its author never gave, a hash of one file beside the name of another.
type bundle struct {
	unit  string
	paths []string // a field, or with a dot at its end all that it holds
}

var (
	answerBundles = []bundle{
		{"declared", []string{"declared."}},
		{"concluded", []string{"concluded."}},
		{"boundary", []string{"boundary."}},
		{"customer.reference", []string{"customer.reference."}},
		{"provider.reference", []string{"provider.reference."}},
	}
	// bundles are the units of each kind of record that are more than one field.
	// An entry of a map, such as an exclusion, always is one.
	bundles = map[assess.RecordKind][]bundle{
		assess.KindEngagement: {
			{"period", []string{"period_from", "period_to"}},
			{"inventory_confirmed", []string{"inventory_confirmed_by", "inventory_confirmed_on"}},
		},
		assess.KindAsset: {{"approval", []string{"approval", "approved_until"}}},
		assess.KindCell:  answerBundles,
		// A rule that took its scope from one laptop and its control from the other
		// would answer cells that nobody meant.
		assess.KindRule: append([]bundle{{"scope", []string{"scope.", "control", "category"}}}, answerBundles...),
		assess.KindEvidence: {
			{"file", []string{"sha256", "size", "name"}},
			{"period", []string{"from", "to"}},
		},
		assess.KindDisposition: {
			{"severity", []string{"severity", "severity_reason"}},
			{"decision", []string{
				"as", "by", "authority", "until", "reason", "evidence", "kind", "asset", "control", "at", "recorder",
			}},
		},
	}
)

// UnitOf names the unit to which a field of a record belongs: what is taken
// from one side as a whole. For most it is the field itself.
func UnitOf(kind assess.RecordKind, path string) string {
	for _, b := range bundles[kind] {
		if slices.ContainsFunc(b.paths, func(p string) bool {
			return p == path || strings.HasSuffix(p, ".") && strings.HasPrefix(path, p)
		}) {
			return b.unit
		}
	}
	if name, key, hasKey, rest, err := splitPath(path); err == nil && hasKey && rest != "" {
		return keyed(name, key)
	}
	return path
}

// stamps are the fields that say when something was said, by the last part of
// their path, and whether the earlier moment counts: what was made or collected
// on two laptops was so when the first did. Two moments are no disagreement.
var stamps = map[string]bool{"at": false, "created": true, "collected_at": true}

func stampOf(path string) (earliest, isStamp bool) {
	earliest, isStamp = stamps[path[strings.LastIndexByte(path, '.')+1:]]
	return earliest, isStamp
}

// settle picks one of two moments, one of which may be absent.
func settle(path, a, b string) string {
	earliest, _ := stampOf(path)
	switch {
	case a == "":
		return b
	case b == "":
		return a
	case later(a, b) == earliest:
		return b
	}
	return a
}

// later reports whether a is after b. Texts that are no moments have an order,
// too, so that both laptops pick the same.
func later(a, b string) bool {
	var x, y assess.Instant
	if x.UnmarshalText([]byte(a)) == nil && y.UnmarshalText([]byte(b)) == nil && x != y {
		return x > y
	}
	return a > b
}
