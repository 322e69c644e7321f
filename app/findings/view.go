package findings

import (
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/words"
)

// grouping is by what the list is parted.
type grouping string

const (
	bySeverity grouping = "severity"
	byAsset    grouping = "asset"
	byControl  grouping = "control"
	byKind     grouping = "kind"
)

var groupings = []grouping{bySeverity, byAsset, byControl, byKind}

// view says which findings are listed, and how. What is empty filters nothing.
type view struct {
	severity assess.Severity
	kind     assess.FindingKind
	state    assess.DispositionState
	unowned  bool
	asset    string
	control  string
	text     string
	by       grouping
}

// remember keeps a view for the next day; restore has it back. What was typed
// is a client's word and is not kept.
func (v view) remember(memory desk.Memory) {
	unowned := ""
	if v.unowned {
		unowned = "1"
	}
	for key, value := range map[string]string{
		"findings.severity": string(v.severity), "findings.kind": string(v.kind), "findings.state": string(v.state),
		"findings.unowned": unowned, "findings.asset": v.asset, "findings.control": v.control, "findings.group": string(v.by),
	} {
		memory.Set(key, value)
	}
}

func restore(memory desk.Memory) view {
	v := view{
		unowned: memory.Get("findings.unowned") != "",
		asset:   memory.Get("findings.asset"), control: memory.Get("findings.control"),
	}
	v.severity = known(memory.Get("findings.severity"), assess.Severities)
	v.kind = known(memory.Get("findings.kind"), assess.FindingKinds)
	v.state = known(memory.Get("findings.state"), assess.DispositionStates)
	if v.by = known(memory.Get("findings.group"), groupings); v.by == "" {
		v.by = bySeverity
	}
	return v
}

func known[W ~string](text string, words []W) W {
	if slices.Contains(words, W(text)) {
		return W(text)
	}
	return ""
}

// cleared is the view without any filter.
func (v view) cleared() view { return view{by: v.by} }

// narrow is the view with the filters of a place in the place of its own. A
// place that says nothing leaves it as it is.
func (v view) narrow(place desk.Place) view {
	if place.Filter == "" && place.Asset == "" && place.Control == "" {
		return v
	}
	v = v.cleared()
	v.asset, v.control = place.Asset, place.Control
	v.severity = known(place.Filter, assess.Severities)
	v.kind = known(place.Filter, assess.FindingKinds)
	v.state = known(place.Filter, assess.DispositionStates)
	v.unowned = place.Filter == "unowned"
	return v
}

func (v view) filters() bool { return v != v.cleared() }

// takes reports whether a finding is listed.
func (v view) takes(l *words.Language, f *assess.Finding, today assess.Date) bool {
	switch {
	case v.severity != "" && f.Severity != v.severity,
		v.kind != "" && f.Kind != v.kind,
		v.state != "" && f.State(today) != v.state,
		v.unowned && !slices.Contains(assess.UnownedKinds, f.Kind):
		return false
	}
	return v.takesPlace(f) && v.takesText(l, f)
}

func (v view) takesPlace(f *assess.Finding) bool {
	if v.asset == "" && v.control == "" {
		return true
	}
	for _, cell := range f.Cells {
		if (v.asset == "" || cell.Asset == v.asset) && (v.control == "" || cell.Control == v.control) {
			return true
		}
	}
	return len(f.Cells) == 0 && v.control == "" && f.Asset != nil && f.Asset.ID == v.asset
}

func (v view) takesText(l *words.Language, f *assess.Finding) bool {
	text := strings.ToLower(strings.TrimSpace(v.text))
	if text == "" {
		return true
	}
	in := strings.ToLower(f.Title(l))
	if f.Asset != nil {
		in += "\n" + strings.ToLower(f.Asset.Name)
	}
	if f.Control != nil {
		in += "\n" + strings.ToLower(f.Control.ID+"\n"+l.T(f.Control.Name))
	}
	return strings.Contains(in, text)
}
