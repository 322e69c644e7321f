package history

import (
	"maps"
	"slices"

	"demarc/assess"
)

// Net is what differs between two commits.
type Net struct {
	// Changes lead from the one to the other, sorted by kind and key. Of a record
	// that was forgotten on the way they hold a forgetting.
	Changes []Change
	// Erased are the records, sorted, of which nobody knows any more what they
	// were at the commit that the walk led to. They are not among the changes.
	Erased []assess.Ref
}

// Compose nets changes that followed one another into what changed from before
// the first to after the last. What was changed and changed back is left out,
// and so is what a record was before it was forgotten. The result is sorted by
// kind and key.
func Compose(steps ...[]Change) []Change {
	net := netting{}
	for _, step := range steps {
		net.forth(step)
	}
	return net.result().Changes
}

// netting sums up changes that follow one another, by record.
type netting map[assess.Ref]*netted

// netted is what is known of one record: how its fields changed since the
// start, or, once it was forgotten, since it was nothing. It is lost where it
// was erased and no forgetting has come since.
type netted struct {
	fields       map[string]FieldChange
	forgot, lost bool
}

func (n netting) of(ref assess.Ref) *netted {
	known := n[ref]
	if known == nil {
		known = &netted{fields: map[string]FieldChange{}}
		n[ref] = known
	}
	return known
}

// forth follows a commit.
func (n netting) forth(changes []Change) {
	for _, change := range changes {
		to := n.of(change.Ref)
		fields, forgets := change.after()
		if forgets {
			clear(to.fields)
			to.forgot, to.lost = true, false
		}
		to.add(fields)
	}
}

// back takes a commit back. Before a forgetting nothing is known.
func (n netting) back(changes []Change) {
	for _, change := range changes {
		if change.Forgets() {
			n.lose(change.Ref)
		}
	}
	n.forth(Invert(changes))
}

// lose says that nobody knows what the record is here.
func (n netting) lose(ref assess.Ref) {
	*n.of(ref) = netted{fields: map[string]FieldChange{}, lost: true}
}

func (to *netted) add(fields []FieldChange) {
	if to.lost {
		return
	}
	for _, f := range fields {
		if earlier, known := to.fields[f.Path]; known {
			f.Old = earlier.Old
		}
		to.fields[f.Path] = f
	}
}

// change is the sum, and whether there is one.
func (to *netted) change(ref assess.Ref) (Change, bool) {
	maps.DeleteFunc(to.fields, func(_ string, f FieldChange) bool { return f.Old == f.New })
	if to.lost || len(to.fields) == 0 && !to.forgot {
		return Change{}, false
	}
	var fields []FieldChange
	if to.forgot && len(to.fields) > 0 {
		fields = append(fields, FieldChange{})
	}
	for _, f := range to.fields {
		fields = append(fields, f)
	}
	slices.SortFunc(fields, byPath)
	return Change{ref, fields}, true
}

func (n netting) result() Net {
	var net Net
	for ref, known := range n {
		if change, differs := known.change(ref); differs {
			net.Changes = append(net.Changes, change)
		}
		if known.lost {
			net.Erased = append(net.Erased, ref)
		}
	}
	slices.SortFunc(net.Changes, byRef)
	slices.SortFunc(net.Erased, compareRefs)
	return net
}
