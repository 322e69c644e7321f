package engagement

import (
	"maps"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
)

// rules makes or changes one rule per control and category for a scope.
func (w *assigning) rules(scope assess.Scope) error {
	if w.wish.EveryControl && !w.wish.Template {
		return w.rule(assess.Rule{Scope: scope}, nil)
	}
	if w.wish.Template || len(w.wish.Controls) > 0 {
		for _, control := range w.controls {
			if !w.wish.Template && !w.named(control) {
				continue
			}
			if err := w.rule(assess.Rule{Scope: scope, Control: control.ID}, control); err != nil {
				return err
			}
		}
	}
	if w.wish.Template {
		return nil // a template differs from control to control
	}
	for _, category := range w.wish.Categories {
		if err := w.rule(assess.Rule{Scope: scope, Category: category}, nil); err != nil {
			return err
		}
	}
	return nil
}

func (w *assigning) named(control *assess.Control) bool {
	for _, name := range w.wish.Controls {
		if found, err := w.FindControl(name); err == nil && found.ID == control.ID {
			return true
		}
	}
	return false
}

// rule makes a rule, or changes the one of the same reach. A rule that says
// nothing any more is taken away.
func (w *assigning) rule(rule assess.Rule, control *assess.Control) error {
	old := w.ruleLike(&rule)
	if old != nil {
		rule = *old
	}
	boundaries := []assess.Owner{w.values.boundary}
	if w.values.boundary == "" || w.values.boundary == assess.OwnerBaseline {
		boundaries = w.boundariesUnder(&rule)
	}
	if err := w.fill(&rule.Answer, control, boundaries); err != nil {
		return err
	}
	tidyAnswer(&rule.Answer)
	switch saysNothing := len(answerFields(&rule)) == 0; {
	case saysNothing && old == nil:
		return wrongInput("there is no such rule for %s, so that nothing can be taken out of it", rule.Scope)
	case saysNothing:
		w.change.set(rule.Ref(), nil)
	default:
		w.date(&rule, old)
		w.change.put(&rule)
	}
	w.done.Rules++
	return nil
}

// ruleLike finds the rule of the same reach; the case of a tag or a company is
// no matter. A new rule's id follows from its reach, so that the same rule made
// on two laptops is one.
func (w *assigning) ruleLike(rule *assess.Rule) *assess.Rule {
	rule.ID = w.derivedID("rule", strings.ToLower(rule.Scope.String()), rule.Control, rule.Category)
	if known := w.state.Rules[rule.ID]; known != nil {
		return known
	}
	for _, other := range w.state.Rules {
		if other.Scope.Kind == rule.Scope.Kind && strings.EqualFold(other.Scope.Value, rule.Scope.Value) && other.Control == rule.Control && other.Category == rule.Category {
			return other
		}
	}
	return nil
}

// date gives a rule its moments: a new one that of its making, an old one that
// of each field which it says anew. Said again as it was, a field is as old as
// before, unless an equally specific rule has spoken since.
func (w *assigning) date(rule, old *assess.Rule) {
	now := w.nextMoment()
	if old == nil {
		rule.At, rule.Since = now, nil
		return
	}
	since := maps.Clone(old.Since)
	before, after := answerFields(old), answerFields(rule)
	for _, field := range assess.Fields() {
		changed := !maps.Equal(under(before, field), under(after, field))
		if !changed && !(w.says(field, rule) && w.outspoken(old, field)) {
			continue
		}
		if since == nil {
			since = map[string]assess.Moment{}
		}
		since[field.Path()] = assess.Moment{At: now}
	}
	rule.Since = since
}

// nextMoment is later than every rule's, so that of two rules made in one
// moment, or under a clock that stands, the second one is the later.
func (w *assigning) nextMoment() assess.Instant {
	latest := w.latest
	if latest == 0 {
		for _, rule := range w.state.Rules {
			latest = max(latest, rule.At)
			for _, since := range rule.Since {
				latest = max(latest, since.At)
			}
		}
	}
	w.latest = max(w.moment(), latest+1)
	return w.latest
}

// says reports whether the assignment is about a field.
func (w *assigning) says(field assess.Field, rule *assess.Rule) bool {
	clause, ok := strings.CutPrefix(field.Path(), "customer.")
	if !ok {
		clause, ok = strings.CutPrefix(field.Path(), "provider.")
	}
	wish := &w.wish
	if ok {
		return map[string]bool{
			"accountable": wish.Template || wish.Accountable != nil, "responsible": wish.Template || wish.Responsible != nil,
			"consulted": wish.Template || wish.Consulted != nil, "informed": wish.Template || wish.Informed != nil,
			"reference": wish.Reference != nil && wish.Boundary == nil,
		}[clause] && len(under(answerFields(rule), field)) > 0
	}
	return map[string]bool{
		"boundary": wish.Boundary != nil, "declared": wish.Status != nil, "concluded": wish.Concluded != nil,
		"gap_addressed": wish.GapAddressed != nil, "rationale": wish.Rationale != nil && wish.Boundary == nil, "due": wish.Due != nil,
	}[field.Path()]
}

// outspoken reports whether an equally specific rule said a field later.
func (w *assigning) outspoken(rule *assess.Rule, field assess.Field) bool {
	for _, other := range w.state.Rules {
		if other.ID != rule.ID && other.AsSpecificAs(rule) && other.SaidAt(field) > rule.SaidAt(field) && len(under(answerFields(other), field)) > 0 {
			return true
		}
	}
	return false
}

// answerFields are the fields of what a rule answers, without its reach and
// its moments.
func answerFields(rule *assess.Rule) history.Fields {
	return history.Flatten(&assess.Rule{Answer: rule.Answer})
}

// under picks what stands at a field's path, but for the moment at which it was
// said.
func under(fields history.Fields, field assess.Field) history.Fields {
	path, picked := field.Path(), history.Fields{}
	for at, text := range fields {
		rest, ok := strings.CutPrefix(at, path)
		if ok && rest != ".at" && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			picked[at] = text
		}
	}
	return picked
}

// boundariesUnder lists the boundaries of the cells that a rule reaches, as far
// as it takes to know whether both sides are needed.
func (w *assigning) boundariesUnder(rule *assess.Rule) []assess.Owner {
	var boundaries []assess.Owner
	for _, asset := range w.evaluation.InScope(rule.Scope) {
		for _, view := range w.evaluation.Row(asset.ID) {
			if rule.Covers(view.Control) && !slices.Contains(boundaries, view.Boundary) {
				boundaries = append(boundaries, view.Boundary)
			}
		}
		if slices.Contains(boundaries, assess.OwnerShared) {
			break
		}
	}
	return boundaries
}
