package engagement

import (
	"maps"
	"slices"

	"demarc/assess"
	"demarc/history"
)

// resolution is a merge with all its answers: what leads to it from each side.
type resolution struct {
	m       *Merging
	changes [2]map[assess.Ref]history.Change
	// altered are records that answers to conflicts of meaning have changed.
	altered map[assess.Ref]history.Fields
}

// resolve puts the answers into the merge. Each conflict has one, and nothing
// else has.
func (m *Merging) resolve(answers map[string]history.Answer) (*resolution, error) {
	if err := m.checkAnswers(answers); err != nil {
		return nil, err
	}
	own := map[string]history.Answer{}
	for _, c := range m.merge.Conflicts {
		answer := answers[c.ID]
		if answer.Choice == history.ChooseOwn {
			var err error
			if answer.Own, err = m.checkOwn(&c, answer.Own); err != nil {
				return nil, err
			}
		}
		own[c.ID] = answer
	}
	ours, theirs, err := m.merge.Changes(own)
	if err != nil {
		return nil, caused(CodeInput, err)
	}
	r := &resolution{m, [2]map[assess.Ref]history.Change{byRecord(ours), byRecord(theirs)}, map[assess.Ref]history.Fields{}}
	for i := range m.meanings {
		switch answers[m.meanings[i].id].Choice {
		case history.ChooseOurs:
			r.drop(&m.meanings[i], history.Theirs)
		case history.ChooseTheirs:
			r.drop(&m.meanings[i], history.Ours)
		}
	}
	return r, r.settle()
}

func (m *Merging) checkAnswers(answers map[string]history.Answer) error {
	known, left := map[string]bool{}, 0
	for i := range m.Conflicts {
		c := &m.Conflicts[i]
		known[c.ID] = true
		answer, given := answers[c.ID]
		if !given || answer.Choice == "" {
			left++
			continue
		}
		if !slices.Contains(c.Choices, answer.Choice) {
			return wrongInput("conflict %s cannot be answered with %q", c.ID, string(answer.Choice)).hint("its choices are %s", choiceList(c.Choices))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		if !known[id] {
			return wrongInput("there is no conflict %q in this merge", id).hint("list the conflicts again: one side has changed since")
		}
	}
	if left > 0 {
		return refused("%d of %d conflicts are not answered, so nothing was merged", left, len(m.Conflicts)).
			hint("say for each which side counts: `demarc merge … --dry-run --json` lists them, and --resolve takes the answers")
	}
	return nil
}

func choiceList(choices []history.Choice) string {
	texts := make([]string, len(choices))
	for i, choice := range choices {
		texts[i] = string(choice)
	}
	return assess.And(texts).String()
}

// record is a record of the merge.
func (r *resolution) record(ref assess.Ref) (assess.Record, error) {
	record := r.m.session.state.Get(ref)
	if change, differs := r.changes[history.Ours][ref]; differs {
		return history.Apply(record, change)
	}
	return record, nil
}

func (r *resolution) fields(ref assess.Ref) history.Fields {
	fields, known := r.altered[ref]
	if !known {
		record, err := r.record(ref)
		if err != nil {
			record = nil
		}
		fields = history.Flatten(record)
		r.altered[ref] = fields
	}
	return fields
}

// drop takes what a side says in a conflict of meaning out of the merge: it is
// as on the other side.
func (r *resolution) drop(meant *meaning, side history.Side) {
	other := r.m.sides[1-side]
	for _, p := range meant.parts[side] {
		fields, kept := r.fields(p.ref), history.Flatten(other.at(p.ref))
		in := func(path string, _ string) bool {
			return p.unit == "" || history.UnitOf(p.ref.Kind, path) == p.unit
		}
		maps.DeleteFunc(fields, in)
		for path, text := range kept {
			if in(path, text) {
				fields[path] = text
			}
		}
	}
	if meant.same[side] != "" && meant.about.Kind == assess.KindParty && meant.parts[side][0].unit == "" {
		r.redirect(side, meant.same[side], meant.same[1-side])
	}
}

// redirect gives what a side assigned to one party to another.
func (r *resolution) redirect(side history.Side, from, to string) {
	for _, p := range indexSide(r.m.sides[side]).assigned[from] {
		fields := r.fields(p.ref)
		for path, text := range maps.Clone(fields) {
			switch party := assignedBy(p.ref.Kind, history.FieldChange{Path: path, New: text}); {
			case party != from:
			case text == from:
				fields[path] = to
			default: // an element of a set
				delete(fields, path)
				fields[path[:len(path)-len(from)-1]+to+"]"] = text
			}
		}
	}
}

// settle turns altered records into changes from either side.
func (r *resolution) settle() error {
	for ref, fields := range r.altered {
		var merged assess.Record
		var err error
		if len(fields) > 0 {
			if merged, err = history.Unflatten(ref, fields); err != nil {
				return caused(CodeInput, err)
			}
		}
		for side := range r.changes {
			change, differs := history.Diff(r.m.sides[side].at(ref), merged)
			change.Ref = ref
			if delete(r.changes[side], ref); differs {
				r.changes[side][ref] = change
			}
		}
	}
	return nil
}

func (r *resolution) sorted(side history.Side) []history.Change {
	return history.Sorted(slices.Collect(maps.Values(r.changes[side])))
}
