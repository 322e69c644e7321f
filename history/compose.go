package history

import (
	"maps"
	"slices"

	"demarc/assess"
)

// Net is what differs between two commits.
type Net struct {
	// Changes lead from the one to the other, sorted by kind and key. Where nobody
	// knows any more what a record was at the start they hold a forgetting.
	Changes []Change
	// Erased are the records, sorted, of which nobody knows any more what they
	// were at the commit that the walk led to. They are not among the changes.
	Erased []assess.Ref

	// made holds the forgetting, and what the record was made of anew, of every
	// record that was forgotten on the way; sorted.
	made []Change
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
// was erased, or the walk went back over a forgetting, and no forgetting has
// come since.
type netted struct {
	once         []FieldChange          // what one commit changed, shared with it
	fields       map[string]FieldChange // by path, once there are two
	forgot, lost bool
	// was is what the record was at the start, where the way back showed it: it
	// ended at a forgetting, behind which the record was nothing.
	was Fields
}

func (n netting) of(ref assess.Ref) *netted {
	known := n[ref]
	if known == nil {
		known = &netted{}
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
			*to = netted{was: to.was, forgot: true}
		}
		to.add(fields)
	}
}

// back takes a commit back. Before a forgetting nothing is known.
func (n netting) back(changes []Change) {
	n.forth(Invert(changes))
	for _, change := range changes {
		if !change.Forgets() {
			continue
		}
		if to := n.of(change.Ref); !to.lost && !to.forgot {
			to.was = Fields{}
			for _, f := range to.sum() {
				to.was.put(f.Path, f.Old)
			}
		}
		n.lose(change.Ref)
	}
}

// lose says that nobody knows what the record is here.
func (n netting) lose(ref assess.Ref) {
	to := n.of(ref)
	*to = netted{was: to.was, lost: true}
}

func (to *netted) add(fields []FieldChange) {
	switch {
	case to.lost || len(fields) == 0:
		return
	case to.once == nil && to.fields == nil:
		to.once = fields
		return
	case to.fields == nil:
		to.fields = make(map[string]FieldChange, len(to.once)+len(fields))
		for _, f := range to.once {
			to.fields[f.Path] = f
		}
	}
	for _, f := range fields {
		if earlier, known := to.fields[f.Path]; known {
			f.Old = earlier.Old
		}
		to.fields[f.Path] = f
	}
}

// sum is the changed fields, sorted, without what was changed back.
func (to *netted) sum() []FieldChange {
	if to.fields == nil {
		return to.once
	}
	maps.DeleteFunc(to.fields, func(_ string, f FieldChange) bool { return f.Old == f.New })
	return slices.SortedFunc(maps.Values(to.fields), byPath)
}

func (n netting) result() Net {
	var net Net
	for ref, known := range n {
		change := Change{ref, known.sum()}
		differs := len(change.Fields) > 0
		switch {
		case known.lost:
			net.Erased = append(net.Erased, ref)
			continue
		case known.forgot:
			made := Change{Ref: ref}
			if differs {
				made.Fields = append([]FieldChange{{}}, change.Fields...)
			}
			net.made = append(net.made, made)
			if change, differs = made, true; known.was != nil {
				change.Fields = sinceBase(known.was, made.Fields)
				differs = len(change.Fields) > 0
			}
		}
		if differs {
			net.Changes = append(net.Changes, change)
		}
	}
	slices.SortFunc(net.Changes, byRef)
	slices.SortFunc(net.made, byRef)
	slices.SortFunc(net.Erased, compareRefs)
	return net
}
